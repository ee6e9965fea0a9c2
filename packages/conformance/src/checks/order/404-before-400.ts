import { expectRefusals } from '../../steps/expect-refusals.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Asks for an unknown job with parameters and a body that break rules. */
export const order404Before400: Check = async ({ call, random }) => {
  const jobId = unknownJobId(random);
  await expectRefusals('job_not_found', [
    ['404 goes before 400 of the query', () => call('getJob', { jobId, query: { include: 'everything' } })],
    ['404 goes before 400 of the body', () => call('cancelJob', { jobId, body: { reason: 1 } })],
    ['404 goes before 400 of JSON', () => call('cancelJob', { jobId, rawBody: '{' })],
  ]);
};
