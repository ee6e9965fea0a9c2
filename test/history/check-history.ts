import type { History } from './history.ts';
import type { Invariant, Violation } from './invariant.ts';
import { invariants } from './invariants.ts';
import { observe } from './observations.ts';

export interface BrokenInvariant extends Violation {
  readonly invariant: Invariant;
}

/** Every place where a history breaks one of the {@link invariants}; empty for a history of a correct server. */
export function checkHistory(history: History): BrokenInvariant[] {
  const observed = observe(history);
  return invariants.flatMap((invariant) => invariant.check(observed).map((violation) => ({ ...violation, invariant })));
}
