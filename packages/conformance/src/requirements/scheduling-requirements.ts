import type { Requirement } from './requirement.ts';

/** What `scheduled_for` and `timeout_seconds` promise. */
export const schedulingRequirements = [
  {
    id: 'scheduling/waits-for-its-time',
    level: 'must',
    class: 'scheduling',
    sentence: 'A job with `scheduled_for` in the future stays `queued` and does not start before that time.',
    source: '/info/description#deadlines-and-schedules',
  },
  {
    id: 'scheduling/starts-after-its-time',
    level: 'must',
    class: 'scheduling',
    sentence: 'A scheduled job starts after its time.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'scheduling/past-means-now',
    level: 'must',
    class: 'scheduling',
    sentence: 'A `scheduled_for` in the past means now.',
    source: '/info/description#limits',
  },
  {
    id: 'scheduling/keeps-the-time',
    level: 'must',
    class: 'scheduling',
    sentence: '`scheduled_for` takes any offset, and is answered as the same moment in UTC.',
    source: '/info/description#requests-and-answers',
  },
  {
    id: 'scheduling/at-most-a-year-ahead',
    level: 'must',
    class: 'scheduling',
    sentence: 'A `scheduled_for` more than a year ahead, or that is no RFC 3339 time, is `validation_error`.',
    source: '/info/description#limits',
  },
  {
    id: 'scheduling/timeout-sets-deadline',
    level: 'must',
    class: 'scheduling',
    sentence: '`deadline_at` is `created_at` plus `timeout_seconds`, also when the job is scheduled for later.',
    source: '/info/description#deadlines-and-schedules',
  },
  {
    id: 'scheduling/timeout-range',
    level: 'must',
    class: 'scheduling',
    sentence: '`timeout_seconds` is a whole number from 1 to 604,800.',
    source: '/info/description#limits',
  },
  {
    id: 'scheduling/running-expires',
    level: 'must',
    class: 'scheduling',
    sentence: 'A running job whose deadline passes ends as `expired`, without an error.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'scheduling/queued-expires',
    level: 'must',
    class: 'scheduling',
    sentence: 'A job whose deadline lies before its `scheduled_for` expires without having run.',
    source: '/info/description#deadlines-and-schedules',
  },
  {
    id: 'scheduling/expired-is-sealed',
    level: 'must',
    class: 'scheduling',
    sentence: 'An expired job is fenced at once: its status and its counts never change again.',
    source: '/info/description#deadlines-and-schedules',
  },
  {
    id: 'scheduling/ends-before-its-deadline',
    level: 'must',
    class: 'scheduling',
    sentence: 'A job that ends before its deadline does not expire.',
    source: '/info/description#lifecycle',
  },
  {
    id: 'scheduling/deadline-while-cancelling',
    level: 'must',
    class: 'scheduling',
    sentence: 'A deadline that passes while a job is `cancelling` changes nothing.',
    source: '/info/description#what-cancel-promises',
  },
] as const satisfies readonly Requirement[];
