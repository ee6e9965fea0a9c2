import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { get304RetryAfterExactlyWhileOpen } from './get/304-retry-after-exactly-while-open.ts';
import { answers200 } from './get/answers-200.ts';
import { failedJobAnswers200 } from './get/failed-job-answers-200.ts';
import { foreignAnswersAsUnknown } from './get/foreign-answers-as-unknown.ts';
import { inputWhenAsked } from './get/input-when-asked.ts';
import { otherVersionAnswers200 } from './get/other-version-answers-200.ts';
import { sameVersionAnswers304 } from './get/same-version-answers-304.ts';
import { tagsInAList } from './get/tags-in-a-list.ts';
import { unknownAnswers404 } from './get/unknown-answers-404.ts';
import { unknownIncludeAnswers400 } from './get/unknown-include-answers-400.ts';

/** The checks of `get`. A requirement without one does not compile. */
export const getChecks = {
  'get/answers-200': answers200,
  'get/unknown-answers-404': unknownAnswers404,
  'get/foreign-answers-as-unknown': foreignAnswersAsUnknown,
  'get/input-when-asked': inputWhenAsked,
  'get/unknown-include-answers-400': unknownIncludeAnswers400,
  'get/same-version-answers-304': sameVersionAnswers304,
  'get/304-retry-after-exactly-while-open': get304RetryAfterExactlyWhileOpen,
  'get/other-version-answers-200': otherVersionAnswers200,
  'get/tags-in-a-list': tagsInAList,
  'get/failed-job-answers-200': failedJobAnswers200,
} as const satisfies Record<Extract<RequirementId, `get/${string}`>, Check>;
