import type { Job, JobProgressEvent, JobStatus } from '@jobwire/contract';
import type { JobStreamEvent } from '../events/job-stream-event.ts';

/** How a job stands while it is waited for. */
export interface JobUpdate extends Omit<JobProgressEvent, 'progress'> {
  readonly status: JobStatus;
  /** Null until the server has told. */
  readonly progress: Job['progress'] | null;
}

/** Takes what is heard of a job: the job itself, or an event. */
export type Tell = (heard: Job | JobStreamEvent) => void;

/** Puts together what is heard of a job, and tells it once for each version, in the order of versions. */
export function inOrder(tell: (update: JobUpdate) => void): Tell {
  // Progress that comes before any transition is that of a job that runs.
  let latest: JobUpdate = {
    status: 'running',
    version: 0,
    progress: null,
    phase: null,
    estimated_seconds_remaining: null,
  };
  return (heard) => {
    const now = { ...latest, ...('to' in heard ? { status: heard.to, version: heard.sequence } : heard) };
    if (now.version <= latest.version) return;
    latest = now;
    tell(now);
  };
}
