import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { answers200 } from './results/answers-200.ts';
import { appendOnly } from './results/append-only.ts';
import { countsAgree } from './results/counts-agree.ts';
import { cursorOfOtherJobAnswers400 } from './results/cursor-of-other-job-answers-400.ts';
import { errorExactlyInFailed } from './results/error-exactly-in-failed.ts';
import { foreignAnswersAsUnknown } from './results/foreign-answers-as-unknown.ts';
import { indexesWithoutGaps } from './results/indexes-without-gaps.ts';
import { keptAfterFailure } from './results/kept-after-failure.ts';
import { lastPageHasNoCursor } from './results/last-page-has-no-cursor.ts';
import { limitRange } from './results/limit-range.ts';
import { madeUpCursorAnswers400 } from './results/made-up-cursor-answers-400.ts';
import { pagedAsAWhole } from './results/paged-as-a-whole.ts';
import { readableWhileRunning } from './results/readable-while-running.ts';
import { sealedAfterCancel } from './results/sealed-after-cancel.ts';
import { sealedExactlyWhenTerminal } from './results/sealed-exactly-when-terminal.ts';
import { unknownAnswers404 } from './results/unknown-answers-404.ts';

/** The checks of `results`. A requirement without one does not compile. */
export const resultsChecks = {
  'results/answers-200': answers200,
  'results/readable-while-running': readableWhileRunning,
  'results/indexes-without-gaps': indexesWithoutGaps,
  'results/append-only': appendOnly,
  'results/sealed-exactly-when-terminal': sealedExactlyWhenTerminal,
  'results/counts-agree': countsAgree,
  'results/kept-after-failure': keptAfterFailure,
  'results/sealed-after-cancel': sealedAfterCancel,
  'results/error-exactly-in-failed': errorExactlyInFailed,
  'results/paged-as-a-whole': pagedAsAWhole,
  'results/last-page-has-no-cursor': lastPageHasNoCursor,
  'results/limit-range': limitRange,
  'results/made-up-cursor-answers-400': madeUpCursorAnswers400,
  'results/cursor-of-other-job-answers-400': cursorOfOtherJobAnswers400,
  'results/unknown-answers-404': unknownAnswers404,
  'results/foreign-answers-as-unknown': foreignAnswersAsUnknown,
} as const satisfies Record<Extract<RequirementId, `results/${string}`>, Check>;
