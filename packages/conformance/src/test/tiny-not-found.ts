import type { Fault } from './faults.ts';
import type { TinyAnswer } from './tiny-answer.ts';
import { startCancelling } from './tiny-cancel.ts';
import type { TinyJob } from './tiny-job.ts';

/** Answers about a job that the caller does not have: there is none, or it is that of another organization. */
export function notFound(answer: TinyAnswer, foreign: TinyJob | undefined, fault: Fault | null): void {
  if (fault === 'an unknown id answers 403' || (foreign !== undefined && fault === 'a foreign job answers 403')) {
    answer.problem('forbidden');
    return;
  }
  if (fault === 'an unknown id breaks the connection' && !answer.isForeign) {
    answer.breakConnection();
    return;
  }
  if (foreign !== undefined && fault === 'a foreign job answers with its version') {
    answer.header('ETag', `"${foreign.job.version}"`);
  }
  if (foreign !== undefined && fault === 'a foreign cancel reaches the job') {
    startCancelling(foreign, null);
  }
  answer.problem('job_not_found');
}
