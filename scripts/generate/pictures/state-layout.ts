import type { JobStatus, TransitionCause } from '../../../packages/contract/src/lifecycle.ts';

/** A transition as the contract names it; several between the same two statuses are one line of the picture. */
export interface Line {
  readonly from: JobStatus | null;
  readonly to: JobStatus;
  readonly causes: readonly TransitionCause[];
}

export const nodeWidth = 118;
export const nodeHeight = 46;

/**
 * Open statuses stand at the left, from above in the order of a job's life, and terminal ones at the right: so narrow that a phone shows
 * all of it. Centres of the boxes.
 */
export const centres: Readonly<Record<JobStatus, { readonly x: number; readonly y: number }>> = {
  queued: { x: 120, y: 76 },
  running: { x: 120, y: 226 },
  cancelling: { x: 120, y: 376 },
  expired: { x: 384, y: 76 },
  completed: { x: 384, y: 181 },
  failed: { x: 384, y: 271 },
  cancelled: { x: 384, y: 376 },
};

/** The words on the lines. */
export const causeWords: Readonly<Record<TransitionCause, string>> = {
  created: 'created',
  claimed: 'claimed',
  cancel_requested: 'cancel',
  deadline_passed: 'deadline',
  work_completed: 'work done',
  work_failed: 'work failed',
  attempt_lost: 'attempt lost',
  stop_confirmed: 'worker stopped',
  grace_elapsed: 'grace is over',
};

/** How a line runs: along the open statuses, across to a terminal one, or around all that stands between. */
export function kindOf({ from, to }: Line): 'start' | 'along' | 'across' | 'around' {
  if (from === null) return 'start';
  const [a, b] = [centres[from], centres[to]];
  if (a.x === b.x) return 'along';
  // What starts above and would cross everything between goes around it.
  return b.y - a.y > 250 ? 'around' : 'across';
}

/** The `index`-th of `count` places along a side of a box, from its centre. */
export function port(index: number, count: number, distance: number): number {
  return (index - (count - 1) / 2) * distance;
}
