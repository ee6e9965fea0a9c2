import { isTerminal, type Job as WireJob } from '@jobwire/contract';
import type { Job } from '../domain/job.ts';
import { isoInstant, isoInstantOrNull } from './instant.ts';

/** A job as the contract shows it. */
export function wireJob(job: Job): WireJob {
  const self = `/v1/jobs/${job.id}`;
  const terminal = isTerminal(job.status);
  return {
    id: job.id,
    object: 'job',
    type: job.type,
    name: job.name,
    status: job.status,
    terminal,
    version: job.version,
    attempt: job.attempt,
    max_attempts: job.maxAttempts,
    priority: job.priority,
    organization_id: job.organizationId,
    metadata: job.metadata,
    progress: { total: job.progressTotal, completed: job.progressCompleted, failed: job.progressFailed },
    phase: job.phase,
    estimated_seconds_remaining: job.estimatedSecondsRemaining,
    error: job.error,
    cancellation:
      job.cancelRequestedAt === null
        ? null
        : {
            requested_at: isoInstant(job.cancelRequestedAt),
            reason: job.cancelReason,
            deadline_at: isoInstantOrNull(job.cancelDeadlineAt),
            stopped_at: isoInstantOrNull(job.stoppedAt),
            forced: job.cancelForced,
          },
    created_at: isoInstant(job.createdAt),
    scheduled_for: isoInstantOrNull(job.scheduledFor),
    started_at: isoInstantOrNull(job.startedAt),
    finished_at: isoInstantOrNull(job.finishedAt),
    deadline_at: isoInstantOrNull(job.deadlineAt),
    expires_at: isoInstantOrNull(job.expiresAt),
    links: {
      self,
      results: `${self}/results`,
      events: `${self}/events`,
      cancel: terminal ? null : `${self}/cancel`,
    },
  };
}
