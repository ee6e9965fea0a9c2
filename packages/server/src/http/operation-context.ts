import type { ConformanceClass } from '@jobwire/contract';
import type { Clock } from '../domain/clock.ts';
import type { JobEngine } from '../engine/job-engine.ts';
import type { BodyLimits } from '../router/read-json-body.ts';

/** What the operations of the reference server work with. */
export interface OperationContext {
  readonly engine: JobEngine;
  readonly clock: Clock;
  readonly bodyLimits: BodyLimits;
  readonly conformanceClasses: readonly ConformanceClass[];
  /**
   * Judges the address of a webhook; null when the server sends none.
   *
   * @throws InvalidJobRequestError when nothing would be sent to it.
   */
  readonly checkWebhook: ((organizationId: string, url: string) => Promise<void>) | null;
  /** Null where requests are not limited. */
  readonly requestsPerMinute: number | null;
  /** Under which trace a request creates a job, as a `traceparent`; null when it is not traced. */
  traceParentOf(headers: Readonly<Record<string, unknown>>): string | null;
}
