import type { RequirementId } from '../requirements/requirements.ts';
import { bodyMayBeLeftOut } from './cancel/body-may-be-left-out.ts';
import { cancelledStaysCancelled } from './cancel/cancelled-stays-cancelled.ts';
import { completedAnswers409 } from './cancel/completed-answers-409.ts';
import { deadlineIsTheGrace } from './cancel/deadline-is-the-grace.ts';
import { errorStaysNull } from './cancel/error-stays-null.ts';
import { expiredAnswers409 } from './cancel/expired-answers-409.ts';
import { failedAnswers409 } from './cancel/failed-answers-409.ts';
import { forcedAtTheBound } from './cancel/forced-at-the-bound.ts';
import { foreignAnswersAsUnknown } from './cancel/foreign-answers-as-unknown.ts';
import { openEndsCancelled } from './cancel/open-ends-cancelled.ts';
import { queuedIsCancelledAtOnce } from './cancel/queued-is-cancelled-at-once.ts';
import { reasonIsKept } from './cancel/reason-is-kept.ts';
import { reasonLength } from './cancel/reason-length.ts';
import { refusedChangesNothing } from './cancel/refused-changes-nothing.ts';
import { repeatMovesNothing } from './cancel/repeat-moves-nothing.ts';
import { resultsStayReadable } from './cancel/results-stay-readable.ts';
import { runningEndsCancelled } from './cancel/running-ends-cancelled.ts';
import { stopIsTold } from './cancel/stop-is-told.ts';
import { twentyAtOnceAreOne } from './cancel/twenty-at-once-are-one.ts';
import { twentyAtOnceOfCancelled } from './cancel/twenty-at-once-of-cancelled.ts';
import { twentyAtOnceOfCompleted } from './cancel/twenty-at-once-of-completed.ts';
import { unknownAnswers404 } from './cancel/unknown-answers-404.ts';
import { unknownMemberAnswers400 } from './cancel/unknown-member-answers-400.ts';
import type { Check } from './check.ts';

/** The checks of `cancel`. A requirement without one does not compile. */
export const cancelChecks = {
  'cancel/open-ends-cancelled': openEndsCancelled,
  'cancel/running-ends-cancelled': runningEndsCancelled,
  'cancel/queued-is-cancelled-at-once': queuedIsCancelledAtOnce,
  'cancel/cancelled-stays-cancelled': cancelledStaysCancelled,
  'cancel/error-stays-null': errorStaysNull,
  'cancel/repeat-moves-nothing': repeatMovesNothing,
  'cancel/twenty-at-once-are-one': twentyAtOnceAreOne,
  'cancel/twenty-at-once-of-cancelled': twentyAtOnceOfCancelled,
  'cancel/twenty-at-once-of-completed': twentyAtOnceOfCompleted,
  'cancel/completed-answers-409': completedAnswers409,
  'cancel/failed-answers-409': failedAnswers409,
  'cancel/expired-answers-409': expiredAnswers409,
  'cancel/refused-changes-nothing': refusedChangesNothing,
  'cancel/unknown-answers-404': unknownAnswers404,
  'cancel/foreign-answers-as-unknown': foreignAnswersAsUnknown,
  'cancel/body-may-be-left-out': bodyMayBeLeftOut,
  'cancel/reason-is-kept': reasonIsKept,
  'cancel/reason-length': reasonLength,
  'cancel/unknown-member-answers-400': unknownMemberAnswers400,
  'cancel/deadline-is-the-grace': deadlineIsTheGrace,
  'cancel/stop-is-told': stopIsTold,
  'cancel/forced-at-the-bound': forcedAtTheBound,
  'cancel/results-stay-readable': resultsStayReadable,
} as const satisfies Record<Extract<RequirementId, `cancel/${string}`>, Check>;
