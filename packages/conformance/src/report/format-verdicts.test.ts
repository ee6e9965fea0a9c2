import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import type { Exchange } from '../runner/exchange.ts';
import { reportOn } from './conformance-report.ts';
import { curlLine } from './curl-line.ts';
import { formatVerdicts } from './format-verdicts.ts';

const reason = '{"reason":"it\'s late"}';

const exchange: Exchange = {
  operationId: 'cancelJob',
  keyName: 'primary',
  method: 'POST',
  url: 'http://127.0.0.1:8080/v1/jobs/job_1/cancel',
  jobId: 'job_1',
  requestHeaders: new Map([['Content-Type', 'application/json']]),
  requestBody: { text: reason, bytes: new TextEncoder().encode(reason) },
  status: 200,
  headers: new Map([
    ['content-type', 'application/json'],
    ['date', 'Sun, 22 Nov 2026 08:00:00 GMT'],
  ]),
  bodyText: '{"status":"completed"}\u001b[31m',
  body: undefined,
  beganAtMs: 0,
  endedAtMs: 1,
};

const facts = {
  target: 'http://127.0.0.1:8080',
  seed: 7,
  startedAt: '2026-11-22T08:00:00Z',
  tookMs: 9,
  requests: 3,
  classesServed: ['core'],
};

const requirement = { id: 'cancel/a', level: 'must', class: 'core', sentence: 'It does.', source: '/paths' } as const;

test('a report has a line for each requirement, the evidence of a failure, and the counts at its end', () => {
  const failures = [{ expected: '409', actual: '200', exchange }];
  const report = reportOn({
    ...facts,
    verdicts: [
      { requirement, outcome: 'passed', tookMs: 1 },
      { requirement: { ...requirement, id: 'cancel/longer' }, outcome: 'failed', failures, tookMs: 2 },
      { requirement, outcome: 'skipped', reason: 'no foreign key was given', tookMs: 0 },
    ],
  });
  expect(formatVerdicts(report).split('\n')).toEqual([
    'passed   cancel/a       It does.',
    'failed   cancel/longer  It does.',
    '         expected  409',
    '         actual    200',
    '         > POST http://127.0.0.1:8080/v1/jobs/job_1/cancel',
    '         > authorization: Bearer $JOBWIRE_KEY',
    '         > content-type: application/json',
    '         > {"reason":"it\'s late"}',
    '         < 200',
    '         < content-type: application/json',
    '         < {"status":"completed"}\uFFFD[31m',
    `         ${curlLine(exchange)}`,
    'skipped  cancel/a       It does. (no foreign key was given)',
    '',
    '1 passed, 1 failed, 1 skipped',
  ]);
});

test('a configured header comes from the shell, as the key does', () => {
  const requestHeaders = new Map([['X-Team-Token', '$JOBWIRE_HEADER_X_TEAM_TOKEN']]);
  const script = `curl() { printf '%s\\n' "$@"; }; ${curlLine({ ...exchange, requestHeaders })}`;
  const shown = execFileSync('sh', ['-c', script], { env: { JOBWIRE_HEADER_X_TEAM_TOKEN: 't o' }, encoding: 'utf8' });
  expect(shown).toContain('\nX-Team-Token: t o\n');
});

test('a curl line reaches curl as the request was, with the key from the shell', () => {
  const script = `curl() { printf '%s\\n' "$@"; }; ${curlLine(exchange)}`;
  const shown = execFileSync('sh', ['-c', script], { env: { JOBWIRE_KEY: 'k$1' }, encoding: 'utf8' });
  expect(shown.trim().split('\n')).toEqual([
    '-i',
    '-X',
    'POST',
    exchange.url,
    '-H',
    'Authorization: Bearer k$1',
    '-H',
    'Content-Type: application/json',
    '--data-raw',
    reason,
  ]);
});
