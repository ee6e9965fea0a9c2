import { expect, test } from 'vitest';
import type { Exchange } from '../runner/exchange.ts';
import { reproductionScript } from './reproduction-script.ts';

const exchange: Exchange = {
  operationId: 'createJob',
  keyName: 'primary',
  method: 'POST',
  url: 'http://host/v1/jobs',
  jobId: null,
  requestHeaders: new Map([['Content-Type', 'application/json']]),
  requestBody: { text: '{}', bytes: new TextEncoder().encode('{}') },
  status: 201,
  headers: new Map(),
  bodyText: '',
  body: { id: 'job_1', status: 'queued' },
  beganAtMs: 0,
  endedAtMs: 5,
};
const cancel: Exchange = {
  ...exchange,
  operationId: 'cancelJob',
  url: 'http://host/v1/jobs/job_1/cancel',
  requestBody: null,
  requestHeaders: new Map(),
  beganAtMs: 35,
};

test('a sequence becomes a script that creates its own jobs and keeps the pauses', () => {
  const [seed, create, pause, last] = reproductionScript([exchange, cancel], 7);
  expect(seed).toBe('# found with seed 7');
  expect(create).toMatch(/^JOB_1=\$\(curl -s -X POST 'http:\/\/host\/v1\/jobs' .* --data-raw '\{\}' \| sed .*\)$/);
  expect(pause).toBe('sleep 0.030');
  expect(last).toBe(`curl -i -X POST 'http://host/v1/jobs/'"$JOB_1"'/cancel' -H "Authorization: Bearer $JOBWIRE_KEY"`);
});
