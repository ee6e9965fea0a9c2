import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { askedForByAccept } from './stream/asked-for-by-accept.ts';
import { beginsAfterCursor } from './stream/begins-after-cursor.ts';
import { endsAfterTheEnd } from './stream/ends-after-the-end.ts';
import { lastEventIdBeforeCursor } from './stream/last-event-id-before-cursor.ts';
import { live } from './stream/live.ts';
import { malformedLastEventIdAnswers400 } from './stream/malformed-last-event-id-answers-400.ts';
import { progressFourASecond } from './stream/progress-four-a-second.ts';
import { progressWithoutId } from './stream/progress-without-id.ts';
import { resumesAfterLastEventId } from './stream/resumes-after-last-event-id.ts';
import { tellsWhatThePagesTell } from './stream/tells-what-the-pages-tell.ts';

/** The checks of `stream`. A requirement without one does not compile. */
export const streamChecks = {
  'stream/asked-for-by-accept': askedForByAccept,
  'stream/tells-what-the-pages-tell': tellsWhatThePagesTell,
  'stream/ends-after-the-end': endsAfterTheEnd,
  'stream/live': live,
  'stream/resumes-after-last-event-id': resumesAfterLastEventId,
  'stream/begins-after-cursor': beginsAfterCursor,
  'stream/last-event-id-before-cursor': lastEventIdBeforeCursor,
  'stream/malformed-last-event-id-answers-400': malformedLastEventIdAnswers400,
  'stream/progress-without-id': progressWithoutId,
  'stream/progress-four-a-second': progressFourASecond,
} as const satisfies Record<Extract<RequirementId, `stream/${string}`>, Check>;
