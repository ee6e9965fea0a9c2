import { type JobStatus, jobStatuses, transitions } from '@jobwire/contract';

/** The fewest transitions that lead from one status to another; `Infinity` when none do. */
export function movesBetween(from: JobStatus, to: JobStatus): number {
  let reached = new Set<JobStatus>([from]);
  for (let moves = 0; moves <= jobStatuses.length; moves += 1) {
    if (reached.has(to)) return moves;
    reached = new Set([...reached].flatMap((status) => nextOf(status)));
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether the contract has this transition; `from` is null for the first one. */
export function isTransition(from: JobStatus | null, to: JobStatus): boolean {
  return transitions.some((transition) => transition.from === from && transition.to === to);
}

function nextOf(status: JobStatus): JobStatus[] {
  return transitions.filter(({ from }) => from === status).map(({ to }) => to);
}
