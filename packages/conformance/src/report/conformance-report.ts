import type { Verdict } from './verdict.ts';

/** What is known of a run beside its verdicts. */
export interface RunFacts {
  /** The address of the server. */
  readonly target: string;
  /** What chance was determined by. */
  readonly seed: number;
  /** When the run began, RFC 3339. */
  readonly startedAt: string;
  readonly tookMs: number;
  /** How many requests it sent. */
  readonly requests: number;
  /** The classes that the server says it serves. */
  readonly classesServed: readonly string[];
  /** Why the run did not come to its end, as a sentence; left out when it did. */
  readonly incomplete?: string;
}

/** What a run found out: a verdict for each requirement, and how many there are of each kind. */
export interface ConformanceReport extends RunFacts {
  readonly verdicts: readonly Verdict[];
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Whether no requirement of level `must` was broken, and the run came to its end. */
  readonly conforms: boolean;
}

/** Counts the verdicts. */
export function reportOn(run: RunFacts & { readonly verdicts: readonly Verdict[] }): ConformanceReport {
  const { verdicts } = run;
  const count = (outcome: Verdict['outcome']) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
  return {
    ...run,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    conforms: run.incomplete === undefined && !verdicts.some(costsTheVerdict),
  };
}

/** Whether a requirement of level `must` was broken. */
export function costsTheVerdict({ outcome, requirement }: Verdict): boolean {
  return outcome === 'failed' && requirement.level === 'must';
}
