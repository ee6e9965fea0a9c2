import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { bodyFitsSchema } from './responses/body-fits-schema.ts';
import { emptyWhereDeclared } from './responses/empty-where-declared.ts';
import { headersFitSchema } from './responses/headers-fit-schema.ts';
import { headersPresent } from './responses/headers-present.ts';
import { mediaType } from './responses/media-type.ts';
import { problemErrorsLocated } from './responses/problem-errors-located.ts';
import { problemInstanceIsPath } from './responses/problem-instance-is-path.ts';
import { problemRequestIdAgrees } from './responses/problem-request-id-agrees.ts';
import { problemRetryableAgrees } from './responses/problem-retryable-agrees.ts';
import { problemStatusAgrees } from './responses/problem-status-agrees.ts';
import { problemTitlePerCode } from './responses/problem-title-per-code.ts';
import { requestIdPresent } from './responses/request-id-present.ts';
import { statusDeclared } from './responses/status-declared.ts';
import { timesInUtc } from './responses/times-in-utc.ts';

/** The checks of `responses`. A requirement without one does not compile. */
export const responsesChecks = {
  'responses/status-declared': statusDeclared,
  'responses/media-type': mediaType,
  'responses/body-fits-schema': bodyFitsSchema,
  'responses/empty-where-declared': emptyWhereDeclared,
  'responses/request-id-present': requestIdPresent,
  'responses/headers-present': headersPresent,
  'responses/headers-fit-schema': headersFitSchema,
  'responses/problem-status-agrees': problemStatusAgrees,
  'responses/problem-retryable-agrees': problemRetryableAgrees,
  'responses/problem-title-per-code': problemTitlePerCode,
  'responses/problem-request-id-agrees': problemRequestIdAgrees,
  'responses/problem-instance-is-path': problemInstanceIsPath,
  'responses/problem-errors-located': problemErrorsLocated,
  'responses/times-in-utc': timesInUtc,
} as const satisfies Record<Extract<RequirementId, `responses/${string}`>, Check>;
