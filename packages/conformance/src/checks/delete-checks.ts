import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { againAnswers404 } from './delete/again-answers-404.ts';
import { answers204 } from './delete/answers-204.ts';
import { everyTerminalStatus } from './delete/every-terminal-status.ts';
import { foreignAnswersAsUnknown } from './delete/foreign-answers-as-unknown.ts';
import { leavesNothing } from './delete/leaves-nothing.ts';
import { openAnswers409 } from './delete/open-answers-409.ts';
import { unknownAnswers404 } from './delete/unknown-answers-404.ts';

/** The checks of `delete`. A requirement without one does not compile. */
export const deleteChecks = {
  'delete/answers-204': answers204,
  'delete/leaves-nothing': leavesNothing,
  'delete/again-answers-404': againAnswers404,
  'delete/every-terminal-status': everyTerminalStatus,
  'delete/open-answers-409': openAnswers409,
  'delete/unknown-answers-404': unknownAnswers404,
  'delete/foreign-answers-as-unknown': foreignAnswersAsUnknown,
} as const satisfies Record<Extract<RequirementId, `delete/${string}`>, Check>;
