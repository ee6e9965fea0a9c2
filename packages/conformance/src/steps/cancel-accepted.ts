import type { CheckContext } from '../runner/check-context.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { expectCancelAccepted } from './expect-cancel-accepted.ts';

/** Cancels an open job and ends the check as failed unless the cancel is accepted. */
export async function cancelAccepted(
  { call }: CheckContext,
  jobId: string,
  body?: { readonly reason: string },
): Promise<SeenJob> {
  return expectCancelAccepted(await call('cancelJob', { jobId, body }), jobId);
}
