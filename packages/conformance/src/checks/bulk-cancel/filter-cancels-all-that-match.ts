import { atOnce } from '../../steps/at-once.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk } from '../../steps/expect-outcomes.ts';
import { timeIn } from '../../steps/time-in.ts';
import type { Check } from '../check.ts';

/** Cancels more jobs than a page holds, which wait for their time or else run. */
export const filterCancelsAllThatMatch: Check = async (context) => {
  const mark = context.newMark();
  const later = context.serves('scheduling') ? { scheduled_for: timeIn(3_600_000) } : {};
  const jobs = await atOnce(manyJobs, () => context.startJob('slow', { metadata: { kit: mark }, ...later }));
  const exchange = await context.call('cancelJobs', { body: { filter: { metadata: { kit: mark } } } });
  const { cancelled = 0, cancelling = 0 } = expectBulk(exchange).counts ?? {};
  expectEqual('the number of jobs that were cancelled', cancelled + cancelling, manyJobs, exchange);
  for (const { id } of [jobs[0], jobs[Math.floor(manyJobs / 2)], jobs.at(-1)].flatMap((job) => job ?? [])) {
    await expectEndsCancelled(context, id);
  }
};

const manyJobs = 120;
