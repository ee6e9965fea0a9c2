import type { BrokenInvariant } from './check-history.ts';

/** What a caller was promised and did not get, counted by job. */
export interface Losses {
  readonly creates: number;
  readonly cancels: number;
  readonly results: number;
  /** Jobs that were open past their bound. */
  readonly stuck: number;
  /** Violations of any other kind. */
  readonly others: number;
}

const lossOf: Readonly<Record<number, keyof Losses>> = {
  1: 'creates',
  2: 'creates',
  5: 'cancels',
  6: 'results',
  10: 'stuck',
};

export function countLosses(broken: readonly BrokenInvariant[]): Losses {
  const losses = { creates: 0, cancels: 0, results: 0, stuck: 0, others: 0 };
  for (const { invariant } of broken) losses[lossOf[invariant.number] ?? 'others'] += 1;
  return losses;
}
