import type { Requirement } from './requirement.ts';

/** Who may do what. */
export const authRequirements = [
  {
    id: 'auth/missing-key-answers-401',
    level: 'must',
    class: 'core',
    sentence: 'Every operation without a key answers 401 `unauthorized` with `WWW-Authenticate`.',
    source: '/info/description#requests-and-answers',
    covers: ['* 401', 'header WWW-Authenticate'],
  },
  {
    id: 'auth/unknown-key-answers-401',
    level: 'must',
    class: 'core',
    sentence: 'A key that nobody has answers 401 `unauthorized`.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'auth/other-scheme-answers-401',
    level: 'must',
    class: 'core',
    sentence: 'A key in another scheme than `Bearer` answers 401 `unauthorized`.',
    source: '/components/securitySchemes/bearer',
  },
  {
    id: 'auth/key-in-query-never-accepted',
    level: 'must',
    class: 'core',
    sentence: 'A key in the query is never accepted.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'auth/read-only-key-may-read',
    level: 'must',
    class: 'core',
    sentence: 'A read-only key may read.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'auth/read-only-key-may-not-write',
    level: 'must',
    class: 'core',
    sentence: 'A write with a read-only key answers 403 `forbidden` and changes nothing.',
    source: '/info/description#requests-and-answers',
    covers: ['createJob 403', 'cancelJob 403', 'cancelJobs 403', 'deleteJob 403'],
  },
] as const satisfies readonly Requirement[];
