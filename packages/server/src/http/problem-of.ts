import type { ProblemCode } from '@jobwire/contract';
import { DomainError } from '../domain/errors/domain-error.ts';
import type { IdempotencyKeyReusedError } from '../domain/errors/idempotency-key-reused-error.ts';
import type { InvalidCursorError } from '../domain/errors/invalid-cursor-error.ts';
import type { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import type { JobAlreadyTerminalError } from '../domain/errors/job-already-terminal-error.ts';
import type { JobNotFoundError } from '../domain/errors/job-not-found-error.ts';
import type { JobNotTerminalError } from '../domain/errors/job-not-terminal-error.ts';
import type { QuotaReachedError } from '../domain/errors/quota-reached-error.ts';
import type { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import { ContractProblem, type ContractProblemOptions } from '../router/contract-problem.ts';
import { wireJob } from './wire-job.ts';

type AnyDomainError =
  | IdempotencyKeyReusedError
  | InvalidCursorError
  | InvalidJobRequestError
  | JobAlreadyTerminalError
  | JobNotFoundError
  | JobNotTerminalError
  | QuotaReachedError
  | StoreUnavailableError;

/** The one place where the domain's errors become problems: a new error without a line here does not compile. */
const codes = {
  IdempotencyKeyReusedError: 'idempotency_key_reused',
  InvalidCursorError: 'invalid_cursor',
  InvalidJobRequestError: 'validation_error',
  JobAlreadyTerminalError: 'job_already_terminal',
  JobNotFoundError: 'job_not_found',
  JobNotTerminalError: 'job_not_terminal',
  QuotaReachedError: 'rate_limited',
  StoreUnavailableError: 'unavailable',
} as const satisfies Record<AnyDomainError['name'], ProblemCode>;

/** When to come back to a database that cannot answer, in seconds. */
const unavailableRetrySeconds = '1';

/** When to try again for a place that somebody else's end makes free, in seconds: jobs end soon, data stays for long. */
const quotaRetrySeconds = { openJobs: '5', storedBytes: '60' };

/** The problem that a domain error is answered with; anything else as it is. */
export function problemOf(error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const known = error as AnyDomainError;
  return new ContractProblem(codes[known.name], known.message, optionsOf(known));
}

function optionsOf(error: AnyDomainError): ContractProblemOptions {
  switch (error.name) {
    case 'JobAlreadyTerminalError':
    case 'JobNotTerminalError':
      return { job: wireJob(error.job) };
    case 'InvalidJobRequestError':
      return { errors: error.faults.map((fault) => ({ location: 'body' as const, ...fault })) };
    case 'InvalidCursorError':
      return { errors: [{ location: 'query', name: 'cursor', message: 'does not belong to this list' }] };
    case 'QuotaReachedError':
      return { headers: { 'Retry-After': quotaRetrySeconds[error.quota] } };
    case 'StoreUnavailableError':
      return { headers: { 'Retry-After': unavailableRetrySeconds } };
    default:
      return {};
  }
}
