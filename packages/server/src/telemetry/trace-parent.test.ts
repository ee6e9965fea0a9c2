import { expect, test } from 'vitest';
import { formatTraceParent, parseTraceParent } from './trace-parent.ts';

const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
const span = '00f067aa0ba902b7';

test.each<[string, { given: string; want: string }]>([
  ['a sampled one', { given: `00-${trace}-${span}-01`, want: `00-${trace}-${span}-01` }],
  ['one that is not sampled', { given: `00-${trace}-${span}-00`, want: `00-${trace}-${span}-00` }],
  ['flags that are not known yet', { given: `00-${trace}-${span}-03`, want: `00-${trace}-${span}-01` }],
  ['a later version that says more', { given: `cc-${trace}-${span}-01-more`, want: `00-${trace}-${span}-01` }],
])('%s is taken', (_name, { given, want }) => {
  const parsed = parseTraceParent(given);
  expect(parsed && formatTraceParent(parsed)).toBe(want);
});

test.each<[string, unknown]>([
  ['no header', undefined],
  ['an empty one', ''],
  ['a version that cannot be', `ff-${trace}-${span}-01`],
  ['version 00 that says more', `00-${trace}-${span}-01-more`],
  ['capital letters', `00-${trace.toUpperCase()}-${span}-01`],
  ['a trace of zeros', `00-${'0'.repeat(32)}-${span}-01`],
  ['a parent of zeros', `00-${trace}-${'0'.repeat(16)}-01`],
  ['a short trace', `00-${trace.slice(1)}-${span}-01`],
  ['two headers in one', `00-${trace}-${span}-01, 00-${trace}-${span}-01`],
  ['a line break behind it', `00-${trace}-${span}-01\n`],
  ['a long one', `cc-${trace}-${span}-01-${'x'.repeat(1000)}`],
])('%s is as good as none', (_name, given) => {
  expect(parseTraceParent(given)).toBeNull();
});

test('of a tracestate only what the standard allows is kept', () => {
  const parsed = parseTraceParent(`00-${trace}-${span}-01`, 'good=1,BAD=2,other=3');
  expect(parsed?.traceState?.serialize()).toBe('good=1,other=3');
});
