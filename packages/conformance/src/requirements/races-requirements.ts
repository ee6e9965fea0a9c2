import type { Requirement } from './requirement.ts';

/** What holds when requests and work meet. */
export const racesRequirements = [
  {
    id: 'races/cancel-against-completion',
    level: 'must',
    class: 'core',
    sentence:
      'When cancel and completion meet, 200 leads to `cancelled` for ever, and 409 shows the job that had completed.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'races/cancel-against-start',
    level: 'must',
    class: 'core',
    sentence: 'A cancel that meets the claim of its job is accepted, and the job ends as `cancelled`.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'races/reads-during-cancel',
    level: 'must',
    class: 'core',
    sentence: 'Reads during a cancel show the job only on its way to `cancelled`.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'races/cancel-against-delete',
    level: 'must',
    class: 'delete',
    sentence:
      'When cancel and delete of an open job meet, the delete is refused or comes after the end, and the job is never lost half-way.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
  },
  {
    id: 'races/parallel-deletes',
    level: 'must',
    class: 'delete',
    sentence: 'When several deletes of a job meet, one answers 204, and all others 404.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
  },
  {
    id: 'races/one-job-per-key',
    level: 'must',
    class: 'idempotency',
    sentence: 'Many creates at once with one key and body create one job.',
    source: '/info/description#idempotency',
  },
  {
    id: 'races/pages-while-inserting',
    level: 'must',
    class: 'list',
    sentence: 'A job that existed throughout is listed once and only once, however many are created meanwhile.',
    source: '/info/description#lists-and-paging',
  },
  {
    id: 'races/bulk-against-single-cancel',
    level: 'must',
    class: 'bulk-cancel',
    sentence: 'When a bulk cancel meets single cancels, all are accepted and tell of one cancellation.',
    source: '/paths/~1v1~1jobs~1cancel/post',
  },
] as const satisfies readonly Requirement[];
