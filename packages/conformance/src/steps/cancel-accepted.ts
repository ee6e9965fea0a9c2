import type { CheckContext } from '../runner/check-context.ts';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import type { Exchange } from '../runner/exchange.ts';
import { type SeenJob, seenJob } from '../runner/seen-job.ts';
import { expectCancelAccepted } from './expect-cancel-accepted.ts';

/** A slow job works at least this long, or else checks meet its end where they mean to meet its work. */
const slowMs = 30_000;

/**
 * Cancels an open job, one of the slow ones, and ends the check as failed unless the cancel is accepted.
 *
 * @throws ConformanceSetupError when the job had completed in less time than a slow one takes
 */
export async function cancelAccepted(
  context: CheckContext,
  jobId: string,
  body?: { readonly reason: string },
): Promise<SeenJob> {
  const exchange = await context.call('cancelJob', { jobId, body });
  if (endedTooSoon(exchange) && !wasCancelled(context, jobId)) {
    throw new ConformanceSetupError(
      `The slow job ${jobId} was to be cancelled while it works, and has completed. Give \`jobs.slow\` that works for a minute.`,
    );
  }
  return expectCancelAccepted(exchange, jobId);
}

function endedTooSoon({ status, body }: Exchange): boolean {
  const job = status === 409 ? seenJob((body as { job?: unknown } | undefined)?.job) : null;
  const workedMs = Date.parse(job?.finished_at ?? '') - Date.parse(job?.started_at ?? '');
  return job?.status === 'completed' && workedMs < slowMs;
}

/** After an accepted cancel the completion of a job is a finding about the server. */
function wasCancelled({ exchanges }: CheckContext, jobId: string): boolean {
  return exchanges.some(
    (exchange) => exchange.operationId === 'cancelJob' && exchange.jobId === jobId && exchange.status === 200,
  );
}
