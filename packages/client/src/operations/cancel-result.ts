import type { Job } from '@jobwire/contract';

/**
 * What a cancel came to.
 *
 * - `cancelled`: no work goes on any more.
 * - `cancelling`: the worker was told to stop; the job ends as `cancelled`, and as nothing else.
 * - `already_terminal`: the job had ended as `completed`, `failed` or `expired` before the cancel arrived. `job` says how.
 */
export interface CancelResult {
  readonly outcome: 'cancelled' | 'cancelling' | 'already_terminal';
  /** The job as the cancel found or left it. */
  readonly job: Job;
}
