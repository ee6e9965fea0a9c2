import type { Job } from '../domain/job.ts';
import type { Logger } from '../domain/logger.ts';
import { isInstance, memberOf, readThrown } from '../domain/thrown-value.ts';
import type { AttemptOutcome } from '../engine/engine-observer.ts';
import { JobFailure } from '../engine/job-failure.ts';
import { framesOf } from './error-fields.ts';

/** A longer name of what was thrown is cut. */
const longestName = 200;

/**
 * Tells of an attempt that failed: at `info` when the handler chose to fail, at `warn` when something was thrown that
 * it did not foresee, or its details were no JSON. The message is left to the job itself, since it may quote the input.
 */
export function logFailedAttempt(logger: Logger, job: Job, outcome: AttemptOutcome, traceId: string | null): void {
  if (outcome.kind !== 'failed') return;
  const { error, thrown } = outcome;
  const fields = {
    job_id: job.id,
    job_type: job.type,
    organization: job.organizationId,
    attempt: job.attempt,
    error_code: error.code,
    retryable: error.retryable,
    ...(traceId === null ? {} : { trace_id: traceId }),
  };
  if (isInstance(thrown, JobFailure)) {
    const detailsFault = memberOf(thrown, 'detailsFault');
    if (typeof detailsFault !== 'string') logger.info(fields, 'An attempt failed.');
    else
      logger.warn({ ...fields, details_fault: detailsFault }, 'An attempt failed, with details that cannot be kept.');
  } else {
    logger.warn({ ...fields, thrown: nameOf(thrown), frames: framesOf(thrown) }, 'An attempt failed unexpectedly.');
  }
}

function nameOf(thrown: unknown): string | null {
  if (thrown === null) return null;
  const { isError, name } = readThrown(thrown);
  const className = isError ? memberOf(memberOf(thrown, 'constructor'), 'name') : undefined;
  return (typeof className === 'string' ? className : name).slice(0, longestName);
}
