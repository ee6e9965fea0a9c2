import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { completedIsSealed } from './lifecycle/completed-is-sealed.ts';
import { errorEndsFailed } from './lifecycle/error-ends-failed.ts';
import { failedIsSealed } from './lifecycle/failed-is-sealed.ts';
import { startedAtIsTheFirstClaim } from './lifecycle/started-at-is-the-first-claim.ts';
import { workEndsCompleted } from './lifecycle/work-ends-completed.ts';

/** The checks of `lifecycle`. A requirement without one does not compile. */
export const lifecycleChecks = {
  'lifecycle/work-ends-completed': workEndsCompleted,
  'lifecycle/error-ends-failed': errorEndsFailed,
  'lifecycle/completed-is-sealed': completedIsSealed,
  'lifecycle/failed-is-sealed': failedIsSealed,
  'lifecycle/started-at-is-the-first-claim': startedAtIsTheFirstClaim,
} as const satisfies Record<Extract<RequirementId, `lifecycle/${string}`>, Check>;
