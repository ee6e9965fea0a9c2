import { expect, test } from 'vitest';
import type { Exchange } from '../runner/exchange.ts';
import { reportOn } from './conformance-report.ts';
import { formatSummary } from './format-summary.ts';
import type { Verdict } from './verdict.ts';

const requirement = { level: 'must', class: 'core', sentence: 'It does.', source: '/paths' } as const;
const exchange = {
  operationId: 'getJob',
  method: 'GET',
  status: 500,
  keyName: 'foreign',
  requestHeaders: new Map([['X-Team', '$JOBWIRE_HEADER_X_TEAM']]),
} as unknown as Exchange;
const failed = (id: string): Verdict => ({
  requirement: { ...requirement, id },
  outcome: 'failed',
  failures: [{ expected: '200', actual: '500', exchange }],
  tookMs: 1,
});

test('the end of a run names what is broken, a cause that many may share, what the curl lines need, and the classes', () => {
  const facts = {
    target: 'http://host',
    seed: 7,
    startedAt: '',
    tookMs: 1_500,
    requests: 1_234,
    classesServed: ['core'],
  };
  const report = reportOn({
    ...facts,
    verdicts: ['a/1', 'a/2', 'a/3', 'a/long'].map(failed),
    incomplete: 'It was cut.',
  });
  expect(formatSummary(report).split('\n')).toEqual([
    'Broken requirements',
    '  a/1     It does.',
    '  a/2     It does.',
    '  a/3     It does.',
    '  a/long  It does.',
    '  4 of these were seen in an answer 500 to GET /v1/jobs/{job_id}: they may have one cause.',
    '  The curl lines need these variables of the shell: JOBWIRE_FOREIGN_KEY, JOBWIRE_HEADER_X_TEAM.',
    '',
    'Classes',
    '  core  failed      0 passed, 4 failed, 0 skipped',
    '',
    '1,234 requests in 1.5 s; --seed 7 repeats what chance chose',
    'INCOMPLETE  It was cut.',
    '',
    '0 passed, 4 failed, 0 skipped',
  ]);
});
