import type { Requirement } from './requirement.ts';

/** How a job goes through its life. */
export const lifecycleRequirements = [
  {
    id: 'lifecycle/work-ends-completed',
    level: 'must',
    class: 'core',
    sentence: 'A job whose work is done ends as `completed`.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'lifecycle/error-ends-failed',
    level: 'must',
    class: 'core',
    sentence: 'A job whose work ends with an error ends as `failed`.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'lifecycle/completed-is-sealed',
    level: 'must',
    class: 'core',
    sentence: 'A completed job stays as it is, down to its `version`.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'lifecycle/failed-is-sealed',
    level: 'must',
    class: 'core',
    sentence: 'A failed job stays as it is, down to its `version`.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'lifecycle/started-at-is-the-first-claim',
    level: 'must',
    class: 'core',
    sentence: 'A running job has an attempt of 1 or more and the time of its first claim.',
    source: '/info/description#lifecycle',
  },
] as const satisfies readonly Requirement[];
