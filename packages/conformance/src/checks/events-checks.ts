import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { answers200 } from './events/answers-200.ts';
import { appendOnly } from './events/append-only.ts';
import { attemptAgrees } from './events/attempt-agrees.ts';
import { beginWithQueued } from './events/begin-with-queued.ts';
import { cursorNeverNull } from './events/cursor-never-null.ts';
import { cursorOfOtherJobAnswers400 } from './events/cursor-of-other-job-answers-400.ts';
import { followTheTransitions } from './events/follow-the-transitions.ts';
import { foreignAnswersAsUnknown } from './events/foreign-answers-as-unknown.ts';
import { limitRange } from './events/limit-range.ts';
import { madeUpCursorAnswers400 } from './events/made-up-cursor-answers-400.ts';
import { pagedAsAWhole } from './events/paged-as-a-whole.ts';
import { reasonOfCancel } from './events/reason-of-cancel.ts';
import { reasonOfFailure } from './events/reason-of-failure.ts';
import { repeatedCancelRaisesNone } from './events/repeated-cancel-raises-none.ts';
import { replayGivesStatus } from './events/replay-gives-status.ts';
import { sequenceIsTheVersion } from './events/sequence-is-the-version.ts';
import { unacceptableAnswers406 } from './events/unacceptable-answers-406.ts';
import { unknownAnswers404 } from './events/unknown-answers-404.ts';

/** The checks of `events`. A requirement without one does not compile. */
export const eventsChecks = {
  'events/answers-200': answers200,
  'events/begin-with-queued': beginWithQueued,
  'events/replay-gives-status': replayGivesStatus,
  'events/follow-the-transitions': followTheTransitions,
  'events/sequence-is-the-version': sequenceIsTheVersion,
  'events/attempt-agrees': attemptAgrees,
  'events/reason-of-cancel': reasonOfCancel,
  'events/reason-of-failure': reasonOfFailure,
  'events/repeated-cancel-raises-none': repeatedCancelRaisesNone,
  'events/append-only': appendOnly,
  'events/cursor-never-null': cursorNeverNull,
  'events/paged-as-a-whole': pagedAsAWhole,
  'events/limit-range': limitRange,
  'events/made-up-cursor-answers-400': madeUpCursorAnswers400,
  'events/cursor-of-other-job-answers-400': cursorOfOtherJobAnswers400,
  'events/unacceptable-answers-406': unacceptableAnswers406,
  'events/unknown-answers-404': unknownAnswers404,
  'events/foreign-answers-as-unknown': foreignAnswersAsUnknown,
} as const satisfies Record<Extract<RequirementId, `events/${string}`>, Check>;
