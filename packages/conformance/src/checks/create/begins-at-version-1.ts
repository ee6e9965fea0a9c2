import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Looks at everything that a new job cannot have yet. */
export const beginsAtVersion1: Check = async (context) => {
  const { job, exchange } = await createdWith(context, { body: context.bodyOf('quick') });
  const { version, attempt, started_at, finished_at, error, cancellation, progress } = job;
  expectEqual(
    'a new job',
    {
      version,
      attempt,
      started_at,
      finished_at,
      error,
      cancellation,
      completed: progress?.completed,
      failed: progress?.failed,
    },
    {
      version: 1,
      attempt: 0,
      started_at: null,
      finished_at: null,
      error: null,
      cancellation: null,
      completed: 0,
      failed: 0,
    },
    exchange,
  );
};
