import type { Requirement } from './requirement.ts';

/** What `deleteJob` promises. */
export const deleteRequirements = [
  {
    id: 'delete/answers-204',
    level: 'must',
    class: 'delete',
    sentence: 'Deleting a terminal job answers 204 without a body.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
    covers: ['deleteJob 204'],
  },
  {
    id: 'delete/leaves-nothing',
    level: 'must',
    class: 'delete',
    sentence: 'After it was deleted every operation on the job answers 404 `job_not_found`, and no list shows it.',
    source: '/info/description#retention',
  },
  {
    id: 'delete/again-answers-404',
    level: 'must',
    class: 'delete',
    sentence: 'Deleting a job again answers 404 `job_not_found`.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
  },
  {
    id: 'delete/every-terminal-status',
    level: 'must',
    class: 'delete',
    sentence: 'A failed or cancelled job is deleted as a completed one.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
  },
  {
    id: 'delete/open-answers-409',
    level: 'must',
    class: 'delete',
    sentence: 'Deleting an open job answers 409 `job_not_terminal` with the job inside, and the job stays as it is.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
    covers: ['deleteJob 409'],
  },
  {
    id: 'delete/unknown-answers-404',
    level: 'must',
    class: 'delete',
    sentence: 'Deleting a job that does not exist answers 404 `job_not_found`.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
    covers: ['deleteJob 404'],
  },
  {
    id: 'delete/foreign-answers-as-unknown',
    level: 'must',
    class: 'delete',
    sentence: 'Deleting a job of another organization cannot be told apart from deleting one that does not exist.',
    source: '/paths/~1v1~1jobs~1{job_id}/delete',
  },
] as const satisfies readonly Requirement[];
