import type { CreateJobRequest } from '@jobwire/contract';

/** What a check needs a job for: to see it end, to cancel it while it runs, to see it fail, or to see it ignore its cancel. */
export type JobKind = 'quick' | 'slow' | 'failing' | 'stubborn';

/** The bodies that jobs are created with. Checks that need a kind which is missing are skipped. */
export type JobBodies = Readonly<Record<'quick' | 'slow', CreateJobRequest>> &
  Readonly<Partial<Record<'failing' | 'stubborn', CreateJobRequest>>>;

/** Jobs of the type that the reference server brings along: 30 milliseconds and a minute of work, and one that fails at once. */
export const defaultJobBodies = {
  quick: { type: 'demo.batch', input: { items: 3, item_ms: 10 } },
  slow: { type: 'demo.batch', input: { items: 600, item_ms: 100 } },
  failing: { type: 'demo.batch', input: { items: 2, item_ms: 10, fail_at: 1 } },
} as const satisfies JobBodies;
