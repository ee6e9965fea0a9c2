import { contractLimits } from '@jobwire/contract';
import { idempotencyTtlSeconds, scheduledAheadSeconds } from '../../engine/create-job.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import type { OperationContext } from '../operation-context.ts';
import { longestWaitSeconds } from '../wait-limits.ts';

export function getCapabilitiesOperation(context: OperationContext): OperationHandler<'getCapabilities', Caller> {
  const { engine, bodyLimits, conformanceClasses, requestsPerMinute, webhooks } = context;
  return ({ principal: { organizationId } }) => ({
    status: 200,
    body: {
      object: 'capabilities',
      conformance_classes: conformanceClasses.filter(
        (name) => name !== 'webhooks' || webhooks?.serves(organizationId) === true,
      ),
      job_types: engine.types.all.map(({ type, description, input }) => ({ type, description, input_schema: input })),
      // In whole seconds, of which none is promised too much.
      cancellation_grace_seconds: Math.ceil(engine.graceMs / 1000),
      limits: {
        body_bytes: bodyLimits.bytes,
        body_depth: bodyLimits.depth,
        ...contractLimits,
        scheduled_ahead_seconds: scheduledAheadSeconds,
        wait_seconds: longestWaitSeconds,
        idempotency_ttl_seconds: idempotencyTtlSeconds,
        retention_seconds: Math.max(1, Math.floor(engine.retentionMs / 1000)),
        waiters_per_organization: engine.waiters.perOrganization,
        active_jobs_per_organization: engine.quotas.openJobs,
        stored_bytes_per_organization: engine.quotas.storedBytes,
        requests_per_minute: requestsPerMinute,
      },
    },
  });
}
