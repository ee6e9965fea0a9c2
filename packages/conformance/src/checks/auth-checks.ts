import type { RequirementId } from '../requirements/requirements.ts';
import { keyInQueryNeverAccepted } from './auth/key-in-query-never-accepted.ts';
import { missingKeyAnswers401 } from './auth/missing-key-answers-401.ts';
import { otherSchemeAnswers401 } from './auth/other-scheme-answers-401.ts';
import { readOnlyKeyMayNotWrite } from './auth/read-only-key-may-not-write.ts';
import { readOnlyKeyMayRead } from './auth/read-only-key-may-read.ts';
import { unknownKeyAnswers401 } from './auth/unknown-key-answers-401.ts';
import type { Check } from './check.ts';

/** The checks of `auth`. A requirement without one does not compile. */
export const authChecks = {
  'auth/missing-key-answers-401': missingKeyAnswers401,
  'auth/unknown-key-answers-401': unknownKeyAnswers401,
  'auth/other-scheme-answers-401': otherSchemeAnswers401,
  'auth/key-in-query-never-accepted': keyInQueryNeverAccepted,
  'auth/read-only-key-may-read': readOnlyKeyMayRead,
  'auth/read-only-key-may-not-write': readOnlyKeyMayNotWrite,
} as const satisfies Record<Extract<RequirementId, `auth/${string}`>, Check>;
