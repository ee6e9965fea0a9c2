import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Job, Metadata, NewJob } from '../domain/job.ts';
import type { JobEvent } from '../domain/job-event.ts';
import type { JobResult, NewJobResult } from '../domain/job-result.ts';
import { storedBytesOfJob } from '../domain/stored-bytes.ts';
import type { JobEventRow, JobMetadataRow, JobResultRow, JobRow } from './tables.ts';

/** The column of each member of a job: the one place where the two namings meet. */
export const columnOf = {
  id: 'id',
  organizationId: 'organization_id',
  type: 'type',
  name: 'name',
  status: 'status',
  version: 'version',
  attempt: 'attempt',
  maxAttempts: 'max_attempts',
  priority: 'priority',
  metadata: 'metadata_json',
  progressTotal: 'progress_total',
  progressCompleted: 'progress_completed',
  progressFailed: 'progress_failed',
  phase: 'phase',
  estimatedSecondsRemaining: 'estimated_seconds_remaining',
  error: 'error_json',
  cancelRequestedAt: 'cancel_requested_at',
  cancelReason: 'cancel_reason',
  cancelDeadlineAt: 'cancel_deadline_at',
  stoppedAt: 'stopped_at',
  cancelForced: 'cancel_forced',
  createdAt: 'created_at',
  scheduledFor: 'scheduled_for',
  startedAt: 'started_at',
  finishedAt: 'finished_at',
  deadlineAt: 'deadline_at',
  expiresAt: 'expires_at',
  webhook: 'webhook_json',
  attemptsSpent: 'attempts_spent',
  runnableAt: 'runnable_at',
  leaseOwner: 'lease_owner',
  leaseExpiresAt: 'lease_expires_at',
  traceParent: 'trace_parent',
} as const satisfies Record<keyof Job, keyof JobRow>;

/** A member's value as its column holds it. */
export function columnValue(value: unknown): string | number | null {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return Number(value);
  return JSON.stringify(value);
}

function parsed<Value>(json: string | null): Value | null {
  return json === null ? null : (JSON.parse(json) as Value);
}

const noMetadata: Metadata = Object.freeze({});

/** What the column of a job without metadata holds. */
export const noMetadataJson = '{}';

/** What stands for the terminal status of a job that is open. */
export const notEnded = '';

export function jobFromRow(row: JobRow): Job {
  return {
    id: row.id,
    organizationId: row.organization_id,
    type: row.type,
    name: row.name,
    status: row.status as JobStatus,
    version: row.version,
    attempt: row.attempt,
    maxAttempts: row.max_attempts,
    priority: row.priority,
    metadata: row.metadata_json === noMetadataJson ? noMetadata : JSON.parse(row.metadata_json),
    progressTotal: row.progress_total,
    progressCompleted: row.progress_completed,
    progressFailed: row.progress_failed,
    phase: row.phase,
    estimatedSecondsRemaining: row.estimated_seconds_remaining,
    error: parsed(row.error_json),
    cancelRequestedAt: row.cancel_requested_at,
    cancelReason: row.cancel_reason,
    cancelDeadlineAt: row.cancel_deadline_at,
    stoppedAt: row.stopped_at,
    cancelForced: row.cancel_forced === 1,
    createdAt: row.created_at,
    scheduledFor: row.scheduled_for,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    deadlineAt: row.deadline_at,
    expiresAt: row.expires_at,
    webhook: parsed(row.webhook_json),
    attemptsSpent: row.attempts_spent,
    runnableAt: row.runnable_at,
    leaseOwner: row.lease_owner,
    leaseExpiresAt: row.lease_expires_at,
    traceParent: row.trace_parent,
  };
}

/** The row that a job begins as. */
export function rowOfNewJob(job: NewJob): JobRow {
  return {
    id: job.id,
    organization_id: job.organizationId,
    type: job.type,
    name: job.name,
    status: 'queued' satisfies JobStatus,
    version: 1,
    attempt: 0,
    max_attempts: job.maxAttempts,
    priority: job.priority,
    metadata_json: JSON.stringify(job.metadata),
    progress_total: null,
    progress_completed: 0,
    progress_failed: 0,
    phase: null,
    estimated_seconds_remaining: null,
    error_json: null,
    cancel_requested_at: null,
    cancel_reason: null,
    cancel_deadline_at: null,
    stopped_at: null,
    cancel_forced: 0,
    created_at: job.createdAt,
    scheduled_for: job.scheduledFor,
    started_at: null,
    finished_at: null,
    deadline_at: job.deadlineAt,
    expires_at: null,
    webhook_json: columnValue(job.webhook) as string | null,
    attempts_spent: 0,
    runnable_at: job.runnableAt,
    lease_owner: null,
    lease_expires_at: null,
    ready: job.runnableAt <= job.createdAt ? 1 : 0,
    stored_bytes: storedBytesOfJob(job),
    trace_parent: job.traceParent,
  };
}

/** A job's metadata, as the rows that lists filtered by it walk along. */
export function rowsOfMetadata(job: NewJob): JobMetadataRow[] {
  return Object.entries(job.metadata).map(([key, value]) => ({
    organization_id: job.organizationId,
    key,
    value,
    ended_as: notEnded,
    created_at: job.createdAt,
    job_id: job.id,
  }));
}

export function resultFromRow(row: JobResultRow): JobResult {
  return {
    index: row.position,
    itemId: row.item_id,
    status: row.status as JobResult['status'],
    output: row.output_json,
    error: parsed(row.error_json),
    createdAt: row.created_at,
  };
}

export function rowOfNewResult(jobId: string, position: number, result: NewJobResult): JobResultRow {
  return {
    job_id: jobId,
    position,
    item_id: result.itemId,
    status: result.status,
    output_json: result.output,
    error_json: columnValue(result.error) as string | null,
    created_at: result.createdAt,
  };
}

export function eventFromRow(row: JobEventRow): JobEvent {
  return {
    jobId: row.job_id,
    sequence: row.sequence,
    type: row.type as JobEvent['type'],
    at: row.at,
    from: row.from_status as JobStatus | null,
    to: row.to_status as JobStatus,
    attempt: row.attempt,
    reason: row.reason,
  };
}

export function rowOfEvent(event: JobEvent): JobEventRow {
  return {
    job_id: event.jobId,
    sequence: event.sequence,
    type: event.type,
    at: event.at,
    from_status: event.from,
    to_status: event.to,
    attempt: event.attempt,
    reason: event.reason,
  };
}
