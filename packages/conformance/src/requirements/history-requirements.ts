import type { Requirement } from './requirement.ts';

/** What holds for all that any check has seen of a job, in polls, lists, events, problems and webhooks. */
export const historyRequirements = [
  {
    id: 'history/transitions-legal',
    level: 'must',
    class: 'core',
    sentence: 'A status moves along the transitions of the contract and along no others.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'history/terminal-is-final',
    level: 'must',
    class: 'core',
    sentence: 'A terminal job never changes its status, its end or its counts again.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'history/cancel-promise-kept',
    level: 'must',
    class: 'core',
    sentence: 'After a 200 from cancel no answer shows the job ended as anything but `cancelled`.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'history/version-never-falls',
    level: 'must',
    class: 'core',
    sentence: 'Of two answers, one after the other, the later one never shows a lower `version`.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'history/same-version-same-job',
    level: 'must',
    class: 'core',
    sentence: 'Answers with the same `version` show the same job, since every visible change raises it.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'history/counts-never-decrease',
    level: 'must',
    class: 'core',
    sentence: 'The counts of a job never decrease in its whole life.',
    source: '/info/description#attempts',
  },
  {
    id: 'history/attempt-never-falls',
    level: 'must',
    class: 'core',
    sentence: '`attempt` never falls.',
    source: '/info/description#attempts',
  },
  {
    id: 'history/fixed-members-stay',
    level: 'must',
    class: 'core',
    sentence: 'What a job was created with never changes, and neither does the time of its first claim.',
    source: '/components/schemas/Job',
  },
  {
    id: 'history/acknowledged-jobs-exist',
    level: 'must',
    class: 'core',
    sentence: 'A job that was answered 201 is known until it is deleted or purged.',
    source: '/info/description#what-a-job-is',
  },
] as const satisfies readonly Requirement[];
