import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { atMostAYearAhead } from './scheduling/at-most-a-year-ahead.ts';
import { deadlineWhileCancelling } from './scheduling/deadline-while-cancelling.ts';
import { endsBeforeItsDeadline } from './scheduling/ends-before-its-deadline.ts';
import { expiredIsSealed } from './scheduling/expired-is-sealed.ts';
import { keepsTheTime } from './scheduling/keeps-the-time.ts';
import { pastMeansNow } from './scheduling/past-means-now.ts';
import { queuedExpires } from './scheduling/queued-expires.ts';
import { runningExpires } from './scheduling/running-expires.ts';
import { startsAfterItsTime } from './scheduling/starts-after-its-time.ts';
import { timeoutRange } from './scheduling/timeout-range.ts';
import { timeoutSetsDeadline } from './scheduling/timeout-sets-deadline.ts';
import { waitsForItsTime } from './scheduling/waits-for-its-time.ts';

/** The checks of `scheduling`. A requirement without one does not compile. */
export const schedulingChecks = {
  'scheduling/waits-for-its-time': waitsForItsTime,
  'scheduling/starts-after-its-time': startsAfterItsTime,
  'scheduling/past-means-now': pastMeansNow,
  'scheduling/keeps-the-time': keepsTheTime,
  'scheduling/at-most-a-year-ahead': atMostAYearAhead,
  'scheduling/timeout-sets-deadline': timeoutSetsDeadline,
  'scheduling/timeout-range': timeoutRange,
  'scheduling/running-expires': runningExpires,
  'scheduling/queued-expires': queuedExpires,
  'scheduling/expired-is-sealed': expiredIsSealed,
  'scheduling/ends-before-its-deadline': endsBeforeItsDeadline,
  'scheduling/deadline-while-cancelling': deadlineWhileCancelling,
} as const satisfies Record<Extract<RequirementId, `scheduling/${string}`>, Check>;
