import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk } from '../../steps/expect-outcomes.ts';
import { readJob } from '../../steps/read-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels jobs of some statuses, and then those of every status. */
export const filterByStatus: Check = async (context) => {
  const mark = context.newMark();
  const metadata = { kit: mark };
  await completedJob(context, { metadata });
  const { id } = await startedJob(context, { metadata });
  const cancelled = (status: string[] | undefined) =>
    context.call('cancelJobs', { body: { filter: { metadata, ...(status === undefined ? {} : { status }) } } });
  // Not of queued ones: a job that loses its attempt is one again for a moment.
  const ended = await cancelled(['completed', 'failed']);
  expectEqual(
    'the counts of completed and failed jobs',
    expectBulk(ended).counts,
    { cancelled: 0, cancelling: 0, already_terminal: 1, not_found: 0 },
    ended,
  );
  const { job, exchange } = await readJob(context, id);
  expectEqual('no cancellation of the running job', job.cancellation, null, exchange);
  const all = await cancelled(undefined);
  const counts = expectBulk(all).counts;
  expectEqual(
    'one job ended, and one cancelled',
    [counts?.already_terminal, (counts?.cancelled ?? 0) + (counts?.cancelling ?? 0)],
    [1, 1],
    all,
  );
};
