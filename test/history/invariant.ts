import type { HistoryEntry } from './history.ts';
import type { Observations } from './observations.ts';

/** A place where a history breaks an invariant. */
export interface Violation {
  /** Null where it is not about one job. */
  readonly job: string | null;
  /** What was seen and cannot be. */
  readonly message: string;
  /** The lines of the history that show it. */
  readonly entries: readonly HistoryEntry[];
}

/** Something that holds in every history of a correct server, whatever was done to it. */
export interface Invariant {
  /** Its number in the guide on reliability. */
  readonly number: number;
  /** A sentence in the present tense. */
  readonly title: string;
  /** Every violation, or the first few of each kind. */
  check(observed: Observations): Violation[];
}
