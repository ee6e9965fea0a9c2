// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

/** What the id of a job looks like: one that does not match is refused without a look-up. */
export const jobIdPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** The limits that the contract itself sets, under the names of the capabilities. */
export const contractLimits = {
  type_length: 64,
  name_length: 200,
  reason_length: 500,
  metadata_pairs: 16,
  metadata_key_length: 64,
  metadata_value_length: 512,
  priority: 9,
  timeout_seconds: 604800,
  max_attempts: 20,
  webhook_url_length: 2048,
  bulk_job_ids: 100,
  page_size: 100,
  idempotency_key_length: 255,
} as const;
