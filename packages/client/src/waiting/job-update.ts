import type { Job, JobProgressEvent, JobStatus } from '@jobwire/contract';
import type { JobStreamEvent } from '../events/job-stream-event.ts';

/** How a job stands while it is waited for. */
export interface JobUpdate extends Omit<JobProgressEvent, 'progress'> {
  readonly status: JobStatus;
  /** Null until the server has told. */
  readonly progress: Job['progress'] | null;
}

/** Takes what is heard of a job: the job itself, or an event. Resolves when that was told. */
export type Tell = (heard: Job | JobStreamEvent) => Promise<void>;

/** Puts together what is heard of a job, and tells it once for each version, in the order of versions. */
export function inOrder(tell: (update: JobUpdate) => unknown): Tell {
  // Progress that comes before any transition is that of a job that runs.
  let latest: JobUpdate = {
    status: 'running',
    version: 0,
    progress: null,
    phase: null,
    estimated_seconds_remaining: null,
  };
  return async (heard) => {
    const { status, version, progress, phase, estimated_seconds_remaining } = {
      ...latest,
      ...('to' in heard ? { status: heard.to, version: heard.sequence } : heard),
    };
    // An end in a newer word was told as an event, which lacks the last progress.
    if (version <= latest.version && !('terminal' in heard && heard.terminal)) return;
    latest = { status, version, progress, phase, estimated_seconds_remaining };
    await tell(latest);
  };
}
