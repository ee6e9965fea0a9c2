import type { RequirementId } from '../requirements/requirements.ts';
import { cancelledStaysCancelled } from './cancel/cancelled-stays-cancelled.ts';
import { completedAnswers409 } from './cancel/completed-answers-409.ts';
import { foreignAnswersAsUnknown } from './cancel/foreign-answers-as-unknown.ts';
import { openEndsCancelled } from './cancel/open-ends-cancelled.ts';
import { repeatMovesNothing } from './cancel/repeat-moves-nothing.ts';
import { resultsStayReadable } from './cancel/results-stay-readable.ts';
import { runningEndsCancelled } from './cancel/running-ends-cancelled.ts';
import { unknownAnswers404 } from './cancel/unknown-answers-404.ts';
import type { Check } from './check.ts';
import { valid } from './responses/valid.ts';

/** The check of each requirement. A requirement without one does not compile. */
export const checks: Readonly<Record<RequirementId, Check>> = {
  'cancel/open-ends-cancelled': openEndsCancelled,
  'cancel/running-ends-cancelled': runningEndsCancelled,
  'cancel/cancelled-stays-cancelled': cancelledStaysCancelled,
  'cancel/repeat-moves-nothing': repeatMovesNothing,
  'cancel/completed-answers-409': completedAnswers409,
  'cancel/unknown-answers-404': unknownAnswers404,
  'cancel/foreign-answers-as-unknown': foreignAnswersAsUnknown,
  'cancel/results-stay-readable': resultsStayReadable,
  'responses/valid': valid,
};
