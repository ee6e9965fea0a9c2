import { expect, test } from 'vitest';
import type { EmittedResult } from './job-definition.ts';
import { JobFailure } from './job-failure.ts';
import { storedResult } from './stored-result.ts';

const error = { code: 'broken', message: 'It broke.' };

const cycle: Record<string, unknown> = { name: 'a' };
cycle.items = [{ owner: cycle }];

test.each<{ output: unknown; want: string }>([
  { output: Number.NaN, want: 'output is NaN, which JSON cannot hold.' },
  { output: { rows: [1, { mean: Number.NEGATIVE_INFINITY }] }, want: 'output.rows[1].mean is -Infinity' },
  { output: { 'a b': 1n }, want: 'output["a b"] is a BigInt' },
  { output: undefined, want: 'output is undefined' },
  { output: [undefined], want: 'output[0] is undefined' },
  { output: { run() {} }, want: 'output.run is a function' },
  { output: [Symbol('x')], want: 'output[0] is a symbol' },
  { output: { text: 'half \ud83d' }, want: 'output.text holds a lone surrogate' },
  { output: { rows: { '\ud800': 1 } }, want: 'output.rows has a member whose name holds a lone surrogate' },
  { output: cycle, want: 'output.items[0].owner leads back to what it is in' },
  { output: { at: new Date(Number.NaN) }, want: 'output.at is a date that is no date' },
  {
    output: { answer: Promise.resolve(1) },
    want: 'output.answer is a Promise, of which JSON keeps nothing: await it.',
  },
  { output: new Map([[1, 2]]), want: 'output is a Map, of which JSON keeps nothing' },
  { output: [new Error('why')], want: 'output[0] is an Error, of which JSON keeps nothing' },
  { output: nested(1001), want: 'is nested deeper than 1000 levels' },
  { output: nested(100_000), want: 'is nested deeper than 1000 levels' },
])('an output and details that JSON cannot hold are refused at their place: $want', ({ output, want }) => {
  const place = want.replaceAll('output', 'error.details.of');

  expect(() => storedResult({ output }, 0)).toThrow(TypeError);
  expect(() => storedResult({ output }, 0)).toThrow(want);
  // A member of an object that is undefined is left out, as everywhere in JSON.
  if (output === undefined) return;
  expect(() => storedResult({ error: { ...error, details: { of: output } } }, 0)).toThrow(place);
  const failure = new JobFailure('broken', 'It broke.', { retryable: true, details: { of: output } });
  expect(failure).toMatchObject({ code: 'broken', retryable: true, details: null });
  expect(failure.detailsFault).toContain(place.replace('error.', ''));
});

const shared = { n: 1 };

test.each<{ output: unknown; want: string }>([
  { output: null, want: 'null' },
  { output: { left: undefined, out: 1 }, want: '{"out":1}' },
  { output: [shared, [shared], { shared }], want: '[{"n":1},[{"n":1}],{"shared":{"n":1}}]' },
  { output: { at: new Date(0) }, want: '{"at":"1970-01-01T00:00:00.000Z"}' },
  { output: { toJSON: () => ({ own: 'form' }) }, want: '{"own":"form"}' },
  { output: '😀\0', want: '"😀\\u0000"' },
  { output: JSON.parse('{"__proto__":{"a":1}}'), want: '{"__proto__":{"a":1}}' },
])('an output is stored as JSON.stringify writes it: $want', ({ output, want }) => {
  expect(storedResult({ output }, 0).output).toBe(want);
});

test('an output nested as deep as it may be can be read again', () => {
  expect(JSON.parse(storedResult({ output: nested(1000) }, 0).output ?? '')).toEqual(nested(1000));
});

test.each<{ given: EmittedResult; want: string }>([
  { given: { id: 'a', output: { n: 1 }, error }, want: 'A result has an output or an error' },
  { given: { output: false, error }, want: 'A result has an output or an error' },
  { given: { id: 'a\ud800' }, want: 'The id of a result holds a lone surrogate' },
  { given: [{ output: 1 }] as EmittedResult, want: 'emit(...results)' },
  { given: { error: { ...error, details: [1] as never } }, want: 'error.details has to be an object' },
])('a result whose parts would be lost is refused: $want', ({ given, want }) => {
  expect(() => storedResult(given, 0)).toThrow(TypeError);
  expect(() => storedResult(given, 0)).toThrow(want);
});

test.each<{ what: string; of: (length: number) => EmittedResult; bare: number }>([
  { what: 'an output', of: (length) => ({ output: 'x'.repeat(length) }), bare: '""'.length },
  { what: 'an id', of: (length) => ({ id: 'x'.repeat(length) }), bare: 'null'.length },
  {
    what: 'an error with its details',
    of: (length) => ({ error: { ...error, details: { text: 'x'.repeat(length) } } }),
    bare: JSON.stringify({ ...error, retryable: false, details: { text: '' } }).length,
  },
])('a result is 16 MiB at most, whether by $what', ({ of, bare }) => {
  const largest = 16 * 1024 * 1024 - bare;

  expect(storedResult(of(largest), 0)).toMatchObject({ createdAt: 0 });
  expect(() => storedResult(of(largest + 1), 0)).toThrow(RangeError);
  expect(() => storedResult(of(largest + 1), 0)).toThrow('A result is 16777217 bytes as JSON, and may be 16777216');
});

test('null says in both places that there is none', () => {
  expect(storedResult({ output: null, error }, 0)).toMatchObject({ status: 'failed', output: null });
  expect(storedResult({ output: 1, error: null as never }, 0)).toMatchObject({ status: 'completed', output: '1' });
});

function nested(levels: number): unknown {
  let value: unknown = [];
  for (let level = 1; level < levels; level += 1) value = [value];
  return value;
}
