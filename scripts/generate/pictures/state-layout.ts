import type { JobStatus, TransitionCause } from '../../../packages/contract/src/lifecycle.ts';

/** A transition as the contract names it; several between the same two statuses are one line of the picture. */
export interface Line {
  readonly from: JobStatus | null;
  readonly to: JobStatus;
  readonly causes: readonly TransitionCause[];
}

export const nodeWidth = 132;
export const nodeHeight = 46;

/** Open statuses stand above, in the order of a job's life; terminal ones below. Centres of the boxes. */
export const centres: Readonly<Record<JobStatus, { readonly x: number; readonly y: number }>> = {
  queued: { x: 140, y: 118 },
  running: { x: 390, y: 118 },
  cancelling: { x: 650, y: 118 },
  expired: { x: 140, y: 330 },
  completed: { x: 310, y: 330 },
  failed: { x: 480, y: 330 },
  cancelled: { x: 650, y: 330 },
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

/** How a line runs: beside the other boxes of its row, down to a terminal status, or around all that stands between. */
export function kindOf({ from, to }: Line): 'start' | 'along' | 'down' | 'around' {
  if (from === null) return 'start';
  const [a, b] = [centres[from], centres[to]];
  if (a.y === b.y) return 'along';
  // What starts at the side and would cross everything between goes around it.
  return Math.abs(a.x - b.x) > 300 ? 'around' : 'down';
}

/** The `index`-th of `count` places along a side of a box, from its centre. */
export function port(index: number, count: number, distance: number): number {
  return (index - (count - 1) / 2) * distance;
}
