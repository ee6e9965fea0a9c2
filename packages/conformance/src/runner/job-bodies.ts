import type { CreateJobRequest } from '@jobwire/contract';

/** What a check needs a job for: to see it end, or to cancel it while it runs. */
export type JobKind = 'quick' | 'slow';

/** The bodies that jobs are created with. */
export type JobBodies = Readonly<Record<JobKind, CreateJobRequest>>;

/** Jobs of the type that the reference server brings along: 30 milliseconds and a minute of work. */
export const defaultJobBodies: JobBodies = {
  quick: { type: 'demo.batch', input: { items: 3, item_ms: 10 } },
  slow: { type: 'demo.batch', input: { items: 600, item_ms: 100 } },
};
