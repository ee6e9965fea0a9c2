import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk } from '../../steps/expect-outcomes.ts';
import type { Check } from '../check.ts';

/** Cancels by a filter that matches nothing, and by one that matches a job. */
export const filterAnswersCountsOnly: Check = async (context) => {
  const mark = context.newMark();
  const filter = { metadata: { kit: mark } };
  const none = await context.call('cancelJobs', { body: { filter } });
  expectEqual(
    'what became of no job',
    expectBulk(none),
    { ...expectBulk(none), counts: { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 }, outcomes: null },
    none,
  );
  await context.startJob('slow', { metadata: { kit: mark } });
  const one = await context.call('cancelJobs', { body: { filter } });
  expectEqual(
    '`outcomes`, and how many were not found',
    [expectBulk(one).outcomes, expectBulk(one).counts?.not_found],
    [null, 0],
    one,
  );
};
