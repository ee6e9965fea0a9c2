import type { CreateJobRequest, Job, JobEvent, JobResult } from '@jobwire/contract';
import { readInstant, writeInstant } from './instant.ts';

/** A job with what belongs to it. */
export interface TinyJob {
  readonly organization: string;
  readonly wire: Job;
  readonly input: CreateJobRequest['input'];
  readonly webhook: CreateJobRequest['webhook'];
  readonly results: JobResult[];
  readonly events: JobEvent[];
  /** Told each change. */
  readonly watchers: Set<() => void>;
}

/** A queued job, as it was asked for. */
export function newJob(id: string, organization: string, request: CreateJobRequest): TinyJob {
  const now = Date.now();
  const { timeout_seconds: timeoutSeconds, scheduled_for: scheduledFor } = request;
  const wire: Job = {
    object: 'job',
    status: 'queued',
    terminal: false,
    id,
    links: {
      cancel: `/v1/jobs/${id}/cancel`,
      events: `/v1/jobs/${id}/events`,
      results: `/v1/jobs/${id}/results`,
      self: `/v1/jobs/${id}`,
    },
    version: 1,
    attempt: 0,
    type: request.type,
    name: request.name ?? null,
    metadata: request.metadata ?? {},
    priority: request.priority ?? 5,
    max_attempts: request.max_attempts ?? 3,
    organization_id: organization,
    progress: { completed: 0, failed: 0, total: null },
    phase: null,
    estimated_seconds_remaining: null,
    cancellation: null,
    error: null,
    created_at: writeInstant(now),
    scheduled_for: scheduledFor === undefined ? null : writeInstant(readInstant(scheduledFor) ?? now),
    started_at: null,
    finished_at: null,
    deadline_at: timeoutSeconds === undefined ? null : writeInstant(now + timeoutSeconds * 1_000),
    expires_at: null,
  };
  return {
    organization,
    wire,
    input: request.input,
    webhook: request.webhook,
    results: [],
    events: [],
    watchers: new Set(),
  };
}
