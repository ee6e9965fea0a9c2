import type { Capabilities, ConformanceClass } from '@jobwire/contract';
import { graceMs } from './tiny-job.ts';

/** What the tiny server says that it offers. */
export function tinyCapabilities(classes: ConformanceClass[]): Capabilities {
  const limits = {
    body_bytes: 1_048_576,
    body_depth: 32,
    type_length: 64,
    name_length: 200,
    reason_length: 500,
    metadata_pairs: 16,
    metadata_key_length: 64,
    metadata_value_length: 512,
    priority: 9,
    timeout_seconds: 604_800,
    scheduled_ahead_seconds: 31_536_000,
    max_attempts: 20,
    webhook_url_length: 2_048,
    page_size: 100,
    bulk_job_ids: 100,
    wait_seconds: 60,
    idempotency_key_length: 255,
    idempotency_ttl_seconds: 86_400,
    retention_seconds: null,
    waiters_per_organization: null,
    active_jobs_per_organization: null,
    stored_bytes_per_organization: null,
    requests_per_minute: null,
  };
  return {
    object: 'capabilities',
    conformance_classes: classes,
    job_types: [{ type: 'demo.batch', description: 'Counts items.', input_schema: {} }],
    cancellation_grace_seconds: graceMs / 1_000,
    limits,
  };
}
