import type { Fault } from './faults.ts';
import type { TinyAnswer } from './tiny-answer.ts';
import { graceMs, moveTo, type TinyJob } from './tiny-job.ts';

/** Answers a cancel of a job of the caller's own. */
export function cancel(answer: TinyAnswer, tiny: TinyJob, reason: string | null, fault: Fault | null): void {
  const { job } = tiny;
  if (job.status === 'completed' && fault !== 'a completed job answers 200 to a cancel') {
    const inside = fault === 'the 409 holds another job' ? { ...job, id: 'job_other' } : job;
    answer.problem('job_already_terminal', { job: inside });
    return;
  }
  if (job.status === 'queued' && fault === 'a queued job answers 409 to a cancel') {
    answer.problem('job_not_terminal');
    return;
  }
  if (!job.terminal && job.cancellation === null) {
    startCancelling(tiny, reason);
    if (fault === 'a cancel loses the results') {
      tiny.results.splice(0, 1);
    }
  } else if (job.cancellation !== null) {
    repeat(job.cancellation, reason, fault);
  }
  answer.job(200, tiny);
}

function repeat(cancellation: NonNullable<TinyJob['job']['cancellation']>, reason: string | null, fault: Fault | null) {
  if (fault === 'a repeated cancel moves its time') {
    cancellation.requested_at = new Date(Date.now() + 1_000).toISOString();
  }
  if (fault === 'a repeated cancel takes the later reason') {
    cancellation.reason = reason;
  }
}

/** Cancels a job that is open. */
export function startCancelling(tiny: TinyJob, reason: string | null): void {
  const running = tiny.job.status === 'running';
  tiny.job.cancellation = {
    requested_at: new Date().toISOString(),
    reason,
    deadline_at: running ? new Date(Date.now() + graceMs).toISOString() : null,
    stopped_at: null,
    forced: false,
  };
  moveTo(tiny, running ? 'cancelling' : 'cancelled');
}
