import type { OperationId, ProblemCode } from '@jobwire/contract';
import type { Request } from 'express';
import type { Principal } from './operation-types.ts';
import type { RateLimitVerdict } from './rate-limit-verdict.ts';
import type { BodyLimits } from './read-json-body.ts';
import type { RequestObserver } from './request-observer.ts';

export interface ContractRouterOptions<Caller extends Principal> {
  /** Finds out who holds a key; null for a key that is not valid. */
  authenticate(key: string, request: Request): Caller | null | Promise<Caller | null>;
  /**
   * Counts a request of a valid key, before anything else is looked at. What it says goes with every answer to the
   * request, and one that it refuses is answered 429 `rate_limited`. Give it exactly where your capabilities list class
   * `rate-limit`. Every request counts once: `HEAD` like `GET`, one that waits like one that does not, a whole stream
   * like a page.
   */
  limitRate?(principal: Caller, request: Request): RateLimitVerdict | Promise<RateLimitVerdict>;
  /**
   * Whether a job exists for this caller. Asked only before a request about a job is refused for its form, since 404
   * goes before 415, 413 and 400. Without it such a request is refused for its form at once.
   */
  jobExists?(principal: Caller, jobId: string): Promise<boolean>;
  /** 1 MiB and 32 levels unless said otherwise. */
  readonly bodyLimits?: BodyLimits;
  /**
   * Whether answers are checked against the contract: `all` turns one that breaks it into a 500, `sampled` looks at one
   * in a hundred and reports it, `off` trusts the handlers. `sampled` unless said otherwise.
   */
  readonly checkResponses?: 'all' | 'sampled' | 'off';
  /** Told of errors that a handler threw and of answers that break the contract. Prints them unless said otherwise. */
  onError?(error: unknown, context: { readonly requestId: string; readonly operation: OperationId | null }): void;
  /** Counts, logs and traces requests. */
  readonly observer?: RequestObserver;
  /** The `type` of a problem: a URI that leads to its documentation. `/docs/errors#<code>` unless said otherwise. */
  problemType?(code: ProblemCode): string;
}
