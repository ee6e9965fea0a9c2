import type { Verdict } from './verdict.ts';

/** What a run found out: a verdict for each requirement, and how many there are of each kind. */
export interface ConformanceReport {
  readonly verdicts: readonly Verdict[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Counts the verdicts. */
export function reportOn(verdicts: readonly Verdict[]): ConformanceReport {
  const count = (outcome: Verdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return { verdicts, passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}
