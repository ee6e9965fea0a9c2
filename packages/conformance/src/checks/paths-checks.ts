import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { acceptIgnored } from './paths/accept-ignored.ts';
import { cancelIsNoJobId } from './paths/cancel-is-no-job-id.ts';
import { caseMatters } from './paths/case-matters.ts';
import { eightKibOfHeadersAreTaken } from './paths/eight-kib-of-headers-are-taken.ts';
import { headAnswersAsGet } from './paths/head-answers-as-get.ts';
import { largerHeadersAnswer431 } from './paths/larger-headers-answer-431.ts';
import { malformedIdAnswers400 } from './paths/malformed-id-answers-400.ts';
import { requestIdEchoed } from './paths/request-id-echoed.ts';
import { requestIdMade } from './paths/request-id-made.ts';
import { trailingSlashAnswers404 } from './paths/trailing-slash-answers-404.ts';
import { undeclaredMethodAnswers405 } from './paths/undeclared-method-answers-405.ts';
import { undeclaredPathAnswers404 } from './paths/undeclared-path-answers-404.ts';
import { undeclaredQueryAnswers400 } from './paths/undeclared-query-answers-400.ts';

/** The checks of `paths`. A requirement without one does not compile. */
export const pathsChecks = {
  'paths/undeclared-path-answers-404': undeclaredPathAnswers404,
  'paths/trailing-slash-answers-404': trailingSlashAnswers404,
  'paths/case-matters': caseMatters,
  'paths/undeclared-method-answers-405': undeclaredMethodAnswers405,
  'paths/cancel-is-no-job-id': cancelIsNoJobId,
  'paths/head-answers-as-get': headAnswersAsGet,
  'paths/accept-ignored': acceptIgnored,
  'paths/undeclared-query-answers-400': undeclaredQueryAnswers400,
  'paths/malformed-id-answers-400': malformedIdAnswers400,
  'paths/request-id-echoed': requestIdEchoed,
  'paths/request-id-made': requestIdMade,
  'paths/eight-kib-of-headers-are-taken': eightKibOfHeadersAreTaken,
  'paths/larger-headers-answer-431': largerHeadersAnswer431,
} as const satisfies Record<Extract<RequirementId, `paths/${string}`>, Check>;
