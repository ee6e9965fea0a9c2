import { expectEqual } from '../../steps/expect-equal.ts';
import { expectOutcomes } from '../../steps/expect-outcomes.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Sends the most ids, and lists that cannot be. */
export const idsAre1To100: Check = async ({ call, random }) => {
  const ids = (count: number) => Array.from({ length: count }, () => unknownJobId(random));
  const most = await call('cancelJobs', { body: { job_ids: ids(100) } });
  expectEqual('100 outcomes', expectOutcomes(most).length, 100, most);
  const twice = ids(1);
  await expectRefusals('validation_error', [
    ['there are 101 ids', () => call('cancelJobs', { body: { job_ids: ids(101) } })],
    ['there is no id', () => call('cancelJobs', { body: { job_ids: [] } })],
    ['an id is there twice', () => call('cancelJobs', { body: { job_ids: [...twice, ...twice] } })],
    ['an id is malformed', () => call('cancelJobs', { body: { job_ids: [...twice, 'no id'] } })],
  ]);
};
