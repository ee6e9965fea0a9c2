import { fail } from '../../steps/fail.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Looks at a job while it runs. */
export const startedAtIsTheFirstClaim: Check = async (context) => {
  const { attempt = 0, started_at: startedAt, created_at: createdAt } = await startedJob(context);
  const exchange = context.lastExchange();
  if (attempt < 1 || !startedAt)
    fail('an attempt, and `started_at`', `attempt ${attempt}, started_at ${startedAt}`, exchange);
  if (createdAt && Date.parse(startedAt) < Date.parse(createdAt))
    fail(`a start after ${createdAt}`, startedAt, exchange);
};
