import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { cancelHolds } from './wait/cancel-holds.ts';
import { clampedTo60 } from './wait/clamped-to-60.ts';
import { createGivesUpInTime } from './wait/create-gives-up-in-time.ts';
import { createHolds } from './wait/create-holds.ts';
import { eventsHold } from './wait/events-hold.ts';
import { eventsOfTerminalNotHeld } from './wait/events-of-terminal-not-held.ts';
import { eventsWake } from './wait/events-wake.ts';
import { getAnswers304InTheEnd } from './wait/get-answers-304-in-the-end.ts';
import { getHolds } from './wait/get-holds.ts';
import { getWakesAtNewVersion } from './wait/get-wakes-at-new-version.ts';
import { getWakesAtTheEnd } from './wait/get-wakes-at-the-end.ts';
import { malformedIsIgnored } from './wait/malformed-is-ignored.ts';
import { othersAreIgnored } from './wait/others-are-ignored.ts';
import { overTheCapAnswersAtOnce } from './wait/over-the-cap-answers-at-once.ts';
import { terminalNotHeld } from './wait/terminal-not-held.ts';
import { zeroAnswersAtOnce } from './wait/zero-answers-at-once.ts';

/** The checks of `wait`. A requirement without one does not compile. */
export const waitChecks = {
  'wait/get-holds': getHolds,
  'wait/get-wakes-at-the-end': getWakesAtTheEnd,
  'wait/get-wakes-at-new-version': getWakesAtNewVersion,
  'wait/get-answers-304-in-the-end': getAnswers304InTheEnd,
  'wait/create-holds': createHolds,
  'wait/create-gives-up-in-time': createGivesUpInTime,
  'wait/cancel-holds': cancelHolds,
  'wait/events-hold': eventsHold,
  'wait/events-wake': eventsWake,
  'wait/events-of-terminal-not-held': eventsOfTerminalNotHeld,
  'wait/terminal-not-held': terminalNotHeld,
  'wait/clamped-to-60': clampedTo60,
  'wait/zero-answers-at-once': zeroAnswersAtOnce,
  'wait/malformed-is-ignored': malformedIsIgnored,
  'wait/others-are-ignored': othersAreIgnored,
  'wait/over-the-cap-answers-at-once': overTheCapAnswersAtOnce,
} as const satisfies Record<Extract<RequirementId, `wait/${string}`>, Check>;
