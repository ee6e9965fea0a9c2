import type { RequirementId } from '../requirements/requirements.ts';
import { deepestIsTaken } from './body/deepest-is-taken.ts';
import { hostileLeavesHealthy } from './body/hostile-leaves-healthy.ts';
import { hostileNeverAnswers5xx } from './body/hostile-never-answers-5xx.ts';
import { invalidUtf8Answers400 } from './body/invalid-utf8-answers-400.ts';
import { lastOfTwoMembersCounts } from './body/last-of-two-members-counts.ts';
import { loneSurrogateAnswers400 } from './body/lone-surrogate-answers-400.ts';
import { malformedJsonAnswers400 } from './body/malformed-json-answers-400.ts';
import { mediaTypeParametersIgnored } from './body/media-type-parameters-ignored.ts';
import { missingMediaTypeAnswers415 } from './body/missing-media-type-answers-415.ts';
import { notAnObjectAnswers400 } from './body/not-an-object-answers-400.ts';
import { nulAnswers400 } from './body/nul-answers-400.ts';
import { numberBeyondRangeAnswers400 } from './body/number-beyond-range-answers-400.ts';
import { otherMediaTypeAnswers415 } from './body/other-media-type-answers-415.ts';
import { specialKeysAreData } from './body/special-keys-are-data.ts';
import { textComesBackAsSent } from './body/text-comes-back-as-sent.ts';
import { tooDeepAnswers400 } from './body/too-deep-answers-400.ts';
import { tooLargeAnswers413 } from './body/too-large-answers-413.ts';
import type { Check } from './check.ts';

/** The checks of `body`. A requirement without one does not compile. */
export const bodyChecks = {
  'body/malformed-json-answers-400': malformedJsonAnswers400,
  'body/not-an-object-answers-400': notAnObjectAnswers400,
  'body/other-media-type-answers-415': otherMediaTypeAnswers415,
  'body/missing-media-type-answers-415': missingMediaTypeAnswers415,
  'body/media-type-parameters-ignored': mediaTypeParametersIgnored,
  'body/too-large-answers-413': tooLargeAnswers413,
  'body/too-deep-answers-400': tooDeepAnswers400,
  'body/deepest-is-taken': deepestIsTaken,
  'body/nul-answers-400': nulAnswers400,
  'body/lone-surrogate-answers-400': loneSurrogateAnswers400,
  'body/invalid-utf8-answers-400': invalidUtf8Answers400,
  'body/last-of-two-members-counts': lastOfTwoMembersCounts,
  'body/number-beyond-range-answers-400': numberBeyondRangeAnswers400,
  'body/text-comes-back-as-sent': textComesBackAsSent,
  'body/special-keys-are-data': specialKeysAreData,
  'body/hostile-never-answers-5xx': hostileNeverAnswers5xx,
  'body/hostile-leaves-healthy': hostileLeavesHealthy,
} as const satisfies Record<Extract<RequirementId, `body/${string}`>, Check>;
