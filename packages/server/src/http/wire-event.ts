import type { JobProgressEvent, JobEvent as WireJobEvent } from '@jobwire/contract';
import type { Job } from '../domain/job.ts';
import type { JobEvent } from '../domain/job-event.ts';
import { isoInstant } from './instant.ts';

/** An event as the contract shows it. */
export function wireEvent(event: JobEvent): WireJobEvent {
  return {
    sequence: event.sequence,
    type: event.type,
    at: isoInstant(event.at),
    from: event.from,
    to: event.to,
    attempt: event.attempt,
    reason: event.reason,
  };
}

/** How far a job is, as the stream tells it between two transitions. */
export function wireProgress(job: Job): JobProgressEvent {
  return {
    version: job.version,
    progress: { total: job.progressTotal, completed: job.progressCompleted, failed: job.progressFailed },
    phase: job.phase,
    estimated_seconds_remaining: job.estimatedSecondsRemaining,
  };
}
