import { expectRefusals } from '../../steps/expect-refusals.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Breaks other rules without a key. */
export const order401First: Check = async (context) => {
  const { callWithoutKey, callPathWithoutKey, random } = context;
  const jobId = unknownJobId(random);
  await expectRefusals('unauthorized', [
    ['401 goes before 404 of a job', () => callWithoutKey('getJob', { jobId })],
    ['401 goes before 404 of a path', () => callPathWithoutKey('GET', '/v1/nothing-here')],
    ['401 goes before 405', () => callPathWithoutKey('PUT', '/v1/jobs')],
    [
      '401 goes before 415',
      () => callWithoutKey('createJob', { rawBody: 'a', headers: { 'Content-Type': 'text/plain' } }),
    ],
    ['401 goes before 400', () => callWithoutKey('createJob', { rawBody: '{' })],
    ['401 goes before 400 of an id', () => callWithoutKey('getJob', { jobId: 'no id' })],
  ]);
};
