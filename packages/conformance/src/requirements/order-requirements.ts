import type { Requirement } from './requirement.ts';

/** The order of refusals: of several reasons the first is given. */
export const orderRequirements = [
  {
    id: 'order/401-first',
    level: 'must',
    class: 'core',
    sentence: 'Without a valid key the answer is 401, whatever else is wrong.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/403-before-404',
    level: 'must',
    class: 'core',
    sentence: 'A read-only key is refused before any look-up.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/404-before-415',
    level: 'must',
    class: 'core',
    sentence: 'An unknown job answers 404 also when the body is not declared as JSON.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/404-before-400',
    level: 'must',
    class: 'core',
    sentence: 'An unknown job answers 404 also when a parameter or the body breaks a rule.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/405-without-look-up',
    level: 'must',
    class: 'core',
    sentence: 'An undeclared method answers 405 also for an unknown job.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/406-before-400',
    level: 'must',
    class: 'events',
    sentence: 'An unacceptable `Accept` answers 406 also when a parameter breaks a rule.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/415-before-413',
    level: 'must',
    class: 'core',
    sentence: 'A body that is not declared as JSON answers 415 also when it is too large.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/415-before-400',
    level: 'must',
    class: 'core',
    sentence: 'A body that is not declared as JSON answers 415 also when it breaks a rule.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/413-before-400',
    level: 'must',
    class: 'core',
    sentence: 'A body that is too large answers 413 also when it is not JSON.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'order/400-before-409',
    level: 'must',
    class: 'core',
    sentence: 'A cancel with a broken body answers 400 also when the job has ended.',
    source: '/info/description#requests-and-answers',
  },
] as const satisfies readonly Requirement[];
