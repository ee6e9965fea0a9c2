import { type Logger, logs } from '../domain/logger.ts';
import type { AnsweredRequest } from '../router/request-observer.ts';

/** From when on an answer that nobody asked to be held is slow enough to be told, in milliseconds. */
const slowMs = 1000;

/**
 * One line per request: at `info` when the server failed or was slow, else at `debug`. It names no path, no query and no
 * header, since all of them can hold what is nobody else's business; the operation and the job's id tell enough.
 */
export function logRequest(logger: Logger, answered: AnsweredRequest, traceIdOf: () => string | null): void {
  const level = answered.status >= 500 || isSlow(answered) ? 'info' : 'debug';
  if (!logs(logger, level)) return;
  const { request, requestId, path, operation, principal, status, durationMs } = answered;
  const traceId = traceIdOf();
  const jobId = namesAJob(status) ? path.job_id : undefined;
  logger[level](
    {
      request_id: requestId,
      operation: operation?.id ?? null,
      method: request.method,
      status,
      duration_ms: Math.round(durationMs * 100) / 100,
      ...(principal !== null && 'organizationId' in principal ? { organization: principal.organizationId } : {}),
      ...(jobId === undefined ? {} : { job_id: jobId }),
      ...(traceId === null ? {} : { trace_id: traceId }),
    },
    'A request was answered.',
  );
}

/** One that was answered before any route: too large, too slow, or no HTTP. */
export interface UnroutedRequest {
  readonly requestId: string;
  readonly status: number;
  readonly method: string | null;
}

/** At `debug`, as all that is refused. */
export function logUnroutedRequest(logger: Logger, { requestId, method, status }: UnroutedRequest): void {
  logger.debug({ request_id: requestId, operation: null, method, status }, 'A request was refused before any route.');
}

/** An id that led to no job may be anything at all. */
function namesAJob(status: number): boolean {
  return status < 400 || status === 409;
}

/** A caller that waits, and one that listens, want it to take long. */
export function isHeld({ request, streamed }: AnsweredRequest): boolean {
  return streamed || request.headers.prefer !== undefined;
}

function isSlow(answered: AnsweredRequest): boolean {
  return answered.durationMs >= slowMs && !isHeld(answered);
}
