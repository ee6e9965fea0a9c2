import type { Requirement } from './requirement.ts';

/** What `cancelJob` promises. */
export const cancelRequirements = [
  {
    id: 'cancel/open-ends-cancelled',
    level: 'must',
    class: 'core',
    sentence: 'Cancelling a job that has just been created answers 200, and the job ends as `cancelled`.',
  },
  {
    id: 'cancel/running-ends-cancelled',
    level: 'must',
    class: 'core',
    sentence:
      'Cancelling a running job answers 200 with `cancelling` or `cancelled`, and the job ends as `cancelled` in time.',
  },
  {
    id: 'cancel/cancelled-stays-cancelled',
    level: 'must',
    class: 'core',
    sentence: 'A cancelled job is sealed: its status and its counts stay, also when its work would have ended by then.',
  },
  {
    id: 'cancel/repeat-moves-nothing',
    level: 'must',
    class: 'core',
    sentence: 'Repeating a cancel answers 200 and moves nothing: times and the first reason stay.',
  },
  {
    id: 'cancel/completed-answers-409',
    level: 'must',
    class: 'core',
    sentence: 'Cancelling a completed job answers 409 `job_already_terminal` with the job inside.',
  },
  {
    id: 'cancel/unknown-answers-404',
    level: 'must',
    class: 'core',
    sentence: 'Cancelling a job that does not exist answers 404 `job_not_found`.',
  },
  {
    id: 'cancel/foreign-answers-as-unknown',
    level: 'must',
    class: 'core',
    sentence: 'Cancelling a job of another organization cannot be told apart from cancelling one that does not exist.',
  },
  {
    id: 'cancel/results-stay-readable',
    level: 'must',
    class: 'results',
    sentence: 'Results that were produced before a cancel stay readable after it.',
  },
] as const satisfies readonly Requirement[];
