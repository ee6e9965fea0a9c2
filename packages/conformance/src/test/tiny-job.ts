import type { Job, JobResult } from '@jobwire/contract';

/** How long a cancelled job may work on, in milliseconds. */
export const graceMs = 1_000;

/** A job of the tiny server with what belongs to it. */
export interface TinyJob {
  readonly organization: string;
  readonly job: Job;
  readonly results: JobResult[];
  readonly items: number;
  readonly itemMs: number;
  /** How often it was read. */
  reads: number;
}

/** A queued job of so many items. */
export function tinyJob(id: string, organization: string, items: number, itemMs: number): TinyJob {
  const job: Job = {
    id,
    object: 'job',
    type: 'demo.batch',
    name: null,
    status: 'queued',
    terminal: false,
    version: 1,
    attempt: 0,
    max_attempts: 3,
    priority: 5,
    organization_id: organization,
    metadata: {},
    progress: { total: items, completed: 0, failed: 0 },
    phase: null,
    estimated_seconds_remaining: null,
    error: null,
    cancellation: null,
    created_at: new Date().toISOString(),
    scheduled_for: null,
    started_at: null,
    finished_at: null,
    deadline_at: null,
    expires_at: null,
    links: {
      self: `/v1/jobs/${id}`,
      results: `/v1/jobs/${id}/results`,
      events: `/v1/jobs/${id}/events`,
      cancel: `/v1/jobs/${id}/cancel`,
    },
  };
  return { organization, job, results: [], items, itemMs, reads: 0 };
}

/** Moves the job to a status, with all that the contract ties to it. */
export function moveTo({ job }: TinyJob, status: Job['status']): void {
  job.status = status;
  job.version += 1;
  if (status === 'running') {
    job.attempt += 1;
    job.started_at = new Date().toISOString();
  }
  if (status === 'completed' || status === 'cancelled') {
    job.terminal = true;
    job.finished_at = new Date().toISOString();
    job.links.cancel = null;
  }
  if (status === 'completed') {
    job.cancellation = null;
  }
}

/** Does one item. */
export function doItem({ job, results }: TinyJob): void {
  job.version += 1;
  job.progress.completed += 1;
  results.push({
    index: results.length,
    id: null,
    status: 'completed',
    output: { item: results.length },
    error: null,
    created_at: new Date().toISOString(),
  });
}
