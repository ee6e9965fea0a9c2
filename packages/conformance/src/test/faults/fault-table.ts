import type { RequirementId } from '../../requirements/requirements.ts';

/** A requirement, or all of an area, such as `history/*`. */
export type Suffering = RequirementId | `${string}/*`;

/**
 * Faults of the tiny server, each a sentence of behaviour: first the requirement that it breaks, which the kit has to name,
 * then those that suffer with it, which the kit may name. It must name no others.
 */
export type FaultTable = Readonly<Record<string, readonly [RequirementId, ...Suffering[]]>>;
