import { type Capabilities, contractLimits } from '@jobwire/contract';
import type { Call } from './call.ts';
import { scheduledAheadSeconds } from './check-new-job.ts';
import { longestWaitSeconds } from './hold.ts';
import { jobTypes } from './job-types.ts';
import { bodyDepth } from './parse-body.ts';
import { readQuery } from './query.ts';
import { bodyBytes } from './read-body.ts';

/** `getCapabilities` */
export function getCapabilities(call: Call): void {
  readQuery(call, {});
  const { world, reply } = call;
  const { settings } = world;
  const capabilities: Capabilities = {
    object: 'capabilities',
    cancellation_grace_seconds: settings.graceMs / 1_000,
    conformance_classes: [...settings.classes].reverse(),
    job_types: [...jobTypes],
    limits: {
      ...contractLimits,
      body_bytes: bodyBytes,
      body_depth: bodyDepth,
      scheduled_ahead_seconds: scheduledAheadSeconds,
      wait_seconds: longestWaitSeconds,
      idempotency_ttl_seconds: 86_400,
      retention_seconds: null,
      stored_bytes_per_organization: null,
      active_jobs_per_organization: null,
      waiters_per_organization: settings.waitersPerOrganization,
      requests_per_minute: settings.requestsPerMinute,
    },
  };
  const lacksCore = world.breaks('the capabilities do not name class core');
  reply.json(200, {
    ...capabilities,
    ...(world.breaks('the capabilities show an input schema that is none')
      ? { job_types: jobTypes.map((jobType) => ({ ...jobType, input_schema: { type: 'batch' } })) }
      : {}),
    ...(lacksCore ? { conformance_classes: settings.classes.filter((name) => name !== 'core') } : {}),
    ...(world.breaks('the capabilities tell another limit than the contract')
      ? { limits: { ...capabilities.limits, name_length: 100 } }
      : {}),
  });
}
