import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { CheckContext } from '../runner/check-context.ts';
import { differingMembers } from './differing-members.ts';
import { fail } from './fail.ts';
import type { Reading } from './poll-job.ts';
import { readJob } from './read-job.ts';

/** How long a terminal job is watched. */
const watchMs = 1_500;

/** Ends the check as failed unless a terminal job is, after a while, what it was before. */
export async function expectSealed(context: CheckContext, { job: sealed }: Reading): Promise<void> {
  await pause(watchMs);
  const { job, exchange } = await readJob(context, sealed.id);
  if (!isDeepStrictEqual(job, sealed)) {
    const { before, after } = differingMembers(sealed, job);
    fail(`the job as it was when it ended: ${before}`, after, exchange);
  }
}
