import type { Job } from '../domain/job.ts';
import type { LogFields, Logger } from '../domain/logger.ts';

/**
 * A handler's way into the log of the server: each line carries the job and the attempt. It goes to the operator and
 * never to the caller, so keep out of it what operators are not to see.
 */
export interface JobLog {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** The handler's own fields stand apart, so that none of them can pass for one of the server's. */
export function jobLog(logger: Logger, job: Pick<Job, 'id' | 'type' | 'attempt'>): JobLog {
  const line = (fields: LogFields | undefined) => ({
    job_id: job.id,
    job_type: job.type,
    attempt: job.attempt,
    ...(fields === undefined ? {} : { fields }),
  });
  return {
    debug: (message, fields) => logger.debug(line(fields), message),
    info: (message, fields) => logger.info(line(fields), message),
    warn: (message, fields) => logger.warn(line(fields), message),
    error: (message, fields) => logger.error(line(fields), message),
  };
}
