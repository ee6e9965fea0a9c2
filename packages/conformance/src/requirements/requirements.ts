import { cancelRequirements } from './cancel-requirements.ts';
import { responsesRequirements } from './responses-requirements.ts';

/** Every requirement of the kit, in the order of a report. */
export const requirements = [...cancelRequirements, ...responsesRequirements] as const;

/** The id of a requirement of the kit. */
export type RequirementId = (typeof requirements)[number]['id'];
