import type { Fault } from '../faults.ts';

/** A few mutants of every class, for every run of the tests. `pnpm test:mutants` tries them all. */
export const quickMutants: readonly Fault[] = [
  'answers lack X-Request-Id',
  'a problem tells another status than its answer',
  'a completed job answers 200 to a cancel',
  'a cancelled job turns completed',
  'a repeated cancel moves its time',
  'a foreign cancel answers 404 and reaches the job',
  'a result leaves the version as it was',
  'a deep body answers 500',
  'a read-only key creates jobs',
  'results are counted and cannot be read',
  'no event tells of a start',
  'a stream repeats the event of Last-Event-ID',
  'a list is paged by numbers',
  'a list overlooks its filter of metadata',
  'a wait is over after half a second',
  'parallel creates with one idempotency key create a job each',
  'bodies are compared byte for byte',
  'cancelling many by ids reaches other organizations',
  'deleting an open job cancels it',
  'a scheduled job starts at once',
  'webhooks are signed with the text of the secret',
  'no answer tells what remains of the rate limit',
];
