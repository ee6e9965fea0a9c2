import type { JobEvent, JobProgressEvent } from '@jobwire/contract';

/** How far the work is between two transitions. */
export type JobProgressUpdate = JobProgressEvent & { readonly type: 'job.progress' };

/** What the stream of a job carries: a transition, or progress between two of them. `type` tells which. */
export type JobStreamEvent = JobEvent | JobProgressUpdate;
