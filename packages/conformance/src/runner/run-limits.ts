/** How much a run may ask of the server. */
export interface RunLimits {
  /** How many requests it may send in all. */
  readonly requests: number;
  /** How many seconds it may take. */
  readonly seconds: number;
  /** How many requests it may have in flight at the same time. */
  readonly parallel: number;
}

/** What holds when nothing was said. */
export const defaultRunLimits: RunLimits = { requests: 20_000, seconds: 300, parallel: 50 };
