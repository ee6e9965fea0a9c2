import type { Requirement } from './requirement.ts';

/** What holds for every job that any answer shows. */
export const jobRequirements = [
  {
    id: 'job/terminal-exactly-when-finished',
    level: 'must',
    class: 'core',
    sentence:
      '`terminal` is true exactly when `finished_at` is set, which is in `completed`, `failed`, `cancelled` and `expired`.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'job/error-exactly-in-failed',
    level: 'must',
    class: 'core',
    sentence: '`error` is set exactly in `failed`.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'job/cancellation-exactly-when-cancelled',
    level: 'must',
    class: 'core',
    sentence: '`cancellation` is set in `cancelling` and `cancelled`, and only there.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'job/started-exactly-when-claimed',
    level: 'must',
    class: 'core',
    sentence: '`started_at` is null exactly while `attempt` is 0.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'job/counts-within-total',
    level: 'must',
    class: 'core',
    sentence: '`completed` plus `failed` never exceeds `total`.',
    source: '/components/schemas/JobProgress',
  },
  {
    id: 'job/cancel-link-exactly-while-open',
    level: 'must',
    class: 'core',
    sentence: '`links.cancel` is set while the job is open, and null when it is terminal.',
    source: '/components/schemas/JobLinks/properties/cancel',
  },
  {
    id: 'job/estimate-only-while-running',
    level: 'must',
    class: 'core',
    sentence: '`estimated_seconds_remaining` is null in every job that is not `running`.',
    source: '/components/schemas/Job/properties/estimated_seconds_remaining',
  },
  {
    id: 'job/purge-time-exactly-when-terminal',
    level: 'must',
    class: 'core',
    sentence: '`expires_at` is null while the job is open, and set when it is terminal on a server that purges.',
    source: '/info/description#retention',
  },
  {
    id: 'job/input-only-when-asked',
    level: 'must',
    class: 'core',
    sentence: 'A job carries its `input` only when that was asked for.',
    source: '/components/schemas/Job/properties/input',
  },
  {
    id: 'job/etag-follows-version',
    level: 'must',
    class: 'core',
    sentence:
      'The `ETag` of a job differs exactly when its `version` differs, and between a job with its input and without.',
    source: '/components/headers/ETag',
  },
  {
    id: 'job/retry-after-exactly-while-open',
    level: 'must',
    class: 'core',
    sentence: '201 and 200 of a single job carry `Retry-After` exactly while the job is not terminal.',
    source: '/components/headers/RetryAfterWhileOpen',
    covers: ['header Retry-After'],
  },
  {
    id: 'job/ends-within-bound',
    level: 'must',
    class: 'core',
    sentence: 'A job that was `cancelling` is `cancelled` at most 5 seconds after `cancellation.deadline_at`.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'job/forced-only-at-bound',
    level: 'must',
    class: 'core',
    sentence: '`forced` is true only in a job that has reached `cancellation.deadline_at`.',
    source: '/components/schemas/JobCancellation/properties/forced',
  },
  {
    id: 'job/links-lead-to-it',
    level: 'must',
    class: 'core',
    sentence: 'The links of a job lead to the job, its results, its events and its cancel.',
    source: '/components/schemas/JobLinks',
  },
] as const satisfies readonly Requirement[];
