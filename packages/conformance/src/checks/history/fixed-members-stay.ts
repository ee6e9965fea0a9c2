import { isDeepStrictEqual } from 'node:util';
import { expectOfEveryHistory, firstPair } from '../../history/expect-of-all.ts';
import type { SeenJob } from '../../runner/seen-job.ts';
import { differingMembers } from '../../steps/differing-members.ts';
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
    if (pair === null) return null;
    const { before, after } = differingMembers(membersOf(pair.earlier.job), membersOf(pair.later.job));
    return {
      expected: `of job ${pair.later.job.id}, as before: ${before}`,
      actual: after,
      exchange: pair.later.exchange,
    };
  });

function membersOf(job: SeenJob) {
  return { ...fixedMembers(job), started_at: job.started_at };
}

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
