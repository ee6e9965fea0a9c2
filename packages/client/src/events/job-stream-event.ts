import type { JobEvent, JobProgressEvent } from '@jobwire/contract';

/** How far the work is between two transitions. */
export type JobProgressUpdate = JobProgressEvent & { readonly type: 'job.progress' };

/** Any other type of event, as a newer server may have it: some text. A type of its own, so that the known ones tell events apart. */
export declare enum NewerJobEventType {
  Any = '',
}

/** A transition of a type that this client does not know. The contract lets newer servers have such; they may be skipped. */
export type NewerJobEvent = Omit<JobEvent, 'type'> & { readonly type: NewerJobEventType };

/**
 * What the stream of a job carries: a transition, or progress between two of them. `type` tells which. A switch over it needs a
 * default, for what a newer server sends.
 */
export type JobStreamEvent = JobEvent | JobProgressUpdate | NewerJobEvent;
