import { contractLimits } from '@jobwire/contract';
import { scheduledAheadSeconds } from '../../engine/create-job.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import type { OperationContext } from '../operation-context.ts';

/** What the contract fixes for class `wait` and class `idempotency`, in seconds. */
const waitSeconds = 60;
const idempotencySeconds = 24 * 60 * 60;

export function getCapabilitiesOperation(context: OperationContext): OperationHandler<'getCapabilities', Caller> {
  const { engine, bodyLimits, conformanceClasses } = context;
  return () => ({
    status: 200,
    body: {
      object: 'capabilities',
      conformance_classes: [...conformanceClasses],
      job_types: engine.types.all.map(({ type, description, input }) => ({ type, description, input_schema: input })),
      cancellation_grace_seconds: engine.graceMs / 1000,
      limits: {
        body_bytes: bodyLimits.bytes,
        body_depth: bodyLimits.depth,
        ...contractLimits,
        scheduled_ahead_seconds: scheduledAheadSeconds,
        wait_seconds: waitSeconds,
        idempotency_ttl_seconds: idempotencySeconds,
        retention_seconds: engine.retentionMs / 1000,
        waiters_per_organization: null,
        active_jobs_per_organization: null,
        stored_bytes_per_organization: null,
        requests_per_minute: null,
      },
    },
  });
}
