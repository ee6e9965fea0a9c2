import type { WebhookDestinationRow, WebhookMessageRow } from './webhook-tables.ts';

/** One row of `jobs`. Times are milliseconds since the epoch, booleans 0 or 1, members ending in `_json` JSON text. */
export interface JobRow {
  id: string;
  organization_id: string;
  type: string;
  name: string | null;
  status: string;
  version: number;
  attempt: number;
  max_attempts: number;
  priority: number;
  metadata_json: string;
  progress_total: number | null;
  progress_completed: number;
  progress_failed: number;
  phase: string | null;
  estimated_seconds_remaining: number | null;
  error_json: string | null;
  cancel_requested_at: number | null;
  cancel_reason: string | null;
  cancel_deadline_at: number | null;
  stopped_at: number | null;
  cancel_forced: number;
  created_at: number;
  scheduled_for: number | null;
  started_at: number | null;
  finished_at: number | null;
  deadline_at: number | null;
  expires_at: number | null;
  webhook_json: string | null;
  attempts_spent: number;
  runnable_at: number;
  lease_owner: string | null;
  lease_expires_at: number | null;
  /** 1 once `runnable_at` was reached, so that what may run is apart from what waits for its time. */
  ready: number;
  /** What the job occupies with everything that belongs to it; a caller never sees it. */
  stored_bytes: number;
  trace_parent: string | null;
}

/** What a caller handed in, as JSON text: large, and read only to run the job or when it is asked for. */
export interface JobInputRow {
  job_id: string;
  input_json: string;
}

/**
 * One metadata pair of one job, so that a list filtered by it is one walk along an index, also together with how jobs
 * ended: it is written when the job is created and when it ends, and not in between.
 */
export interface JobMetadataRow {
  organization_id: string;
  key: string;
  value: string;
  /** The terminal status; empty while the job is open. */
  ended_as: string;
  created_at: number;
  job_id: string;
}

export interface JobResultRow {
  job_id: string;
  position: number;
  item_id: string | null;
  status: string;
  output_json: string | null;
  error_json: string | null;
  created_at: number;
}

export interface JobEventRow {
  job_id: string;
  sequence: number;
  type: string;
  at: number;
  from_status: string | null;
  to_status: string;
  attempt: number;
  reason: string | null;
}

/** A create that may be repeated: its key, and the answer that a repetition gets. */
export interface IdempotencyKeyRow {
  organization_id: string;
  key: string;
  body_digest: string;
  answer: string;
  expires_at: number;
  stored_bytes: number;
}

/** A job that is gone, of which input and results are still to be removed: how many results it had, and what it occupied. */
export interface RemovedJobRow {
  job_id: string;
  results: number;
  stored_bytes: number;
}

/** What an organization occupies: the sums over its rows, kept beside them. */
export interface OrganizationUsageRow {
  organization_id: string;
  open_jobs: number;
  stored_bytes: number;
}

/** The whole database. */
export interface Tables {
  jobs: JobRow;
  job_inputs: JobInputRow;
  job_metadata: JobMetadataRow;
  job_results: JobResultRow;
  job_events: JobEventRow;
  idempotency_keys: IdempotencyKeyRow;
  webhook_messages: WebhookMessageRow;
  webhook_destinations: WebhookDestinationRow;
  organization_usage: OrganizationUsageRow;
  removed_jobs: RemovedJobRow;
}
