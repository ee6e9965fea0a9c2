import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Compares the attempt with the time of the first claim. */
export const startedExactlyWhenClaimed: Check = async (context) =>
  expectOfEverySight(context, ({ job }) =>
    (job.started_at === null) === (job.attempt === 0)
      ? null
      : {
          expected: '`started_at` is null exactly while `attempt` is 0',
          actual: `started_at ${job.started_at}, attempt ${job.attempt}`,
        },
  );
