import type { Requirement } from './requirement.ts';

/** Random sequences of calls. */
export const modelRequirements = [
  {
    id: 'model/random-sequences',
    level: 'must',
    class: 'core',
    sentence: 'Random sequences of calls are answered as a small model of the contract says.',
    source: '/info/description#lifecycle',
  },
] as const satisfies readonly Requirement[];
