import type { Invariant } from './invariant.ts';
import { acknowledgedJobsExist } from './invariants/acknowledged-jobs-exist.ts';
import { attemptsIncrease } from './invariants/attempts-increase.ts';
import { cancelIsKept } from './invariants/cancel-is-kept.ts';
import { countersEqualRows } from './invariants/counters-equal-rows.ts';
import { legalTransitions } from './invariants/legal-transitions.ts';
import { malformedInputIsRefused } from './invariants/malformed-input-is-refused.ts';
import { nothingStaysOpen } from './invariants/nothing-stays-open.ts';
import { oneJobPerKey } from './invariants/one-job-per-key.ts';
import { oneTerminalEvent } from './invariants/one-terminal-event.ts';
import { organizationsAreApart } from './invariants/organizations-are-apart.ts';
import { progressNeverDecreases } from './invariants/progress-never-decreases.ts';
import { resultsOnlyGrow } from './invariants/results-only-grow.ts';
import { retryAfterIsSaid } from './invariants/retry-after-is-said.ts';
import { terminalJobsNeverChange } from './invariants/terminal-jobs-never-change.ts';

/** What holds in every history of a correct server, by their numbers. */
export const invariants: readonly Invariant[] = [
  acknowledgedJobsExist,
  oneJobPerKey,
  legalTransitions,
  terminalJobsNeverChange,
  cancelIsKept,
  resultsOnlyGrow,
  attemptsIncrease,
  oneTerminalEvent,
  organizationsAreApart,
  nothingStaysOpen,
  countersEqualRows,
  progressNeverDecreases,
  malformedInputIsRefused,
  retryAfterIsSaid,
];
