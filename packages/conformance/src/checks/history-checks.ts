import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { acknowledgedJobsExist } from './history/acknowledged-jobs-exist.ts';
import { attemptNeverFalls } from './history/attempt-never-falls.ts';
import { cancelPromiseKept } from './history/cancel-promise-kept.ts';
import { countsNeverDecrease } from './history/counts-never-decrease.ts';
import { fixedMembersStay } from './history/fixed-members-stay.ts';
import { sameVersionSameJob } from './history/same-version-same-job.ts';
import { terminalIsFinal } from './history/terminal-is-final.ts';
import { transitionsLegal } from './history/transitions-legal.ts';
import { versionNeverFalls } from './history/version-never-falls.ts';

/** The checks of `history`. A requirement without one does not compile. */
export const historyChecks = {
  'history/transitions-legal': transitionsLegal,
  'history/terminal-is-final': terminalIsFinal,
  'history/cancel-promise-kept': cancelPromiseKept,
  'history/version-never-falls': versionNeverFalls,
  'history/same-version-same-job': sameVersionSameJob,
  'history/counts-never-decrease': countsNeverDecrease,
  'history/attempt-never-falls': attemptNeverFalls,
  'history/fixed-members-stay': fixedMembersStay,
  'history/acknowledged-jobs-exist': acknowledgedJobsExist,
} as const satisfies Record<Extract<RequirementId, `history/${string}`>, Check>;
