import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { exceededAnswers429 } from './rate-limit/exceeded-answers-429.ts';
import { headersOnEveryAnswer } from './rate-limit/headers-on-every-answer.ts';
import { perOrganization } from './rate-limit/per-organization.ts';
import { policyIsReadable } from './rate-limit/policy-is-readable.ts';
import { remainingGoesDown } from './rate-limit/remaining-goes-down.ts';
import { remainingWithinQuota } from './rate-limit/remaining-within-quota.ts';
import { retryAfterHolds } from './rate-limit/retry-after-holds.ts';

/** The checks of `rate-limit`. A requirement without one does not compile. */
export const rateLimitChecks = {
  'rate-limit/headers-on-every-answer': headersOnEveryAnswer,
  'rate-limit/policy-is-readable': policyIsReadable,
  'rate-limit/remaining-within-quota': remainingWithinQuota,
  'rate-limit/remaining-goes-down': remainingGoesDown,
  'rate-limit/exceeded-answers-429': exceededAnswers429,
  'rate-limit/retry-after-holds': retryAfterHolds,
  'rate-limit/per-organization': perOrganization,
} as const satisfies Record<Extract<RequirementId, `rate-limit/${string}`>, Check>;
