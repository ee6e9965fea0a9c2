import { expectRefusals } from '../../steps/expect-refusals.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Sends both, and neither. */
export const eitherIdsOrFilter: Check = async ({ call, newMark, random }) => {
  const jobIds = [unknownJobId(random)];
  const filter = { metadata: { kit: newMark() } };
  await expectRefusals('validation_error', [
    ['there are both', () => call('cancelJobs', { body: { job_ids: jobIds, filter } })],
    ['there is neither', () => call('cancelJobs', { body: {} })],
    ['there is only a reason', () => call('cancelJobs', { body: { reason: 'because' } })],
  ]);
};
