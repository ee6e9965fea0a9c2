import type { RequirementId } from '../requirements/requirements.ts';
import type { Check } from './check.ts';
import { randomSequences } from './model/random-sequences.ts';

/** The checks of `model`. A requirement without one does not compile. */
export const modelChecks = {
  'model/random-sequences': randomSequences,
} as const satisfies Record<Extract<RequirementId, `model/${string}`>, Check>;
