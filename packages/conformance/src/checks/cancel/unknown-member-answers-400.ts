import { expectEqual } from '../../steps/expect-equal.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Adds members that a cancel does not have, and looks whether the job was cancelled. */
export const unknownMemberAnswers400: Check = async (context) => {
  const { id } = await context.startJob('slow');
  await expectRefusals('validation_error', [
    ['`force` is no member of a cancel', () => context.call('cancelJob', { jobId: id, body: { force: true } })],
    ['`Reason` is no member of a cancel', () => context.call('cancelJob', { jobId: id, body: { Reason: 'a' } })],
    ['`reason` is no text', () => context.call('cancelJob', { jobId: id, body: { reason: ['a'] } })],
  ]);
  const { job, exchange } = await readJob(context, id);
  expectEqual('no cancellation, since every cancel was refused', job.cancellation, null, exchange);
};
