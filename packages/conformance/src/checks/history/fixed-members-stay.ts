import { isDeepStrictEqual } from 'node:util';
import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import type { Check } from '../check.ts';

/** Compares what was given or happened once in all sights of a job. */
export const fixedMembersStay: Check = async (context) =>
  expectOfEveryHistory(context, (sights) => {
    const whole = sights.filter((sight) => sight.whole);
    const pair =
      firstPair(whole, (earlier, later) => !isDeepStrictEqual(fixedMembers(earlier.job), fixedMembers(later.job))) ??
      firstPair(
        whole.filter(({ job }) => job.started_at),
        (earlier, later) => earlier.job.started_at !== later.job.started_at,
      );
    return pair === null
      ? null
      : {
          expected: `of job ${pair.later.job.id}, as before: ${JSON.stringify({ ...fixedMembers(pair.earlier.job), started_at: pair.earlier.job.started_at })}`,
          actual: JSON.stringify({ ...fixedMembers(pair.later.job), started_at: pair.later.job.started_at }),
          exchange: pair.later.exchange,
        };
  });

function fixedMembers({
  type,
  name,
  priority,
  max_attempts,
  metadata,
  organization_id,
  created_at,
  scheduled_for,
  deadline_at,
}: SeenJob) {
  return { type, name, priority, max_attempts, metadata, organization_id, created_at, scheduled_for, deadline_at };
}
