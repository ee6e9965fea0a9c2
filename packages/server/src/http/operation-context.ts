import type { ConformanceClass } from '@jobwire/contract';
import type { Clock } from '../domain/clock.ts';
import type { JobEngine } from '../engine/job-engine.ts';
import type { BodyLimits } from '../router/read-json-body.ts';

/** To whom webhooks are sent, and where. */
export interface WebhookGate {
  /** Whether any are sent for this organization. */
  serves(organizationId: string): boolean;
  /** @throws InvalidJobRequestError when nothing would be sent to this address. */
  check(organizationId: string, url: string): Promise<void>;
}

/** What the operations of the reference server work with. */
export interface OperationContext {
  readonly engine: JobEngine;
  readonly clock: Clock;
  readonly bodyLimits: BodyLimits;
  readonly conformanceClasses: readonly ConformanceClass[];
  /** Null when the server sends no webhooks. */
  readonly webhooks: WebhookGate | null;
  /** Null where requests are not limited. */
  readonly requestsPerMinute: number | null;
  /** Under which trace a request creates a job, as a `traceparent`; null when it is not traced. */
  traceParentOf(headers: Readonly<Record<string, unknown>>): string | null;
}
