import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../runner/check-context.ts';
import { expectEqual } from './expect-equal.ts';
import type { Reading } from './poll-job.ts';
import { readJob } from './read-job.ts';

/** How long a terminal job is watched. */
const watchMs = 1_500;

/** Ends the check as failed unless a terminal job is, after a while, what it was before. */
export async function expectSealed(context: CheckContext, { job: sealed }: Reading): Promise<void> {
  await pause(watchMs);
  const { job, exchange } = await readJob(context, sealed.id);
  expectEqual('the job as it was when it ended', job, sealed, exchange);
}
