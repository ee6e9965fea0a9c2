import type { Fault } from './faults.ts';
import { doItem, moveTo, type TinyJob } from './tiny-job.ts';

/** Claims a job and works on it until it ends. It looks before each item whether it is to stop. */
export function work(tiny: TinyJob, fault: Fault | null): void {
  moveTo(tiny, 'running');
  nextItem(tiny, fault);
}

function nextItem(tiny: TinyJob, fault: Fault | null): void {
  const { job, items, itemMs } = tiny;
  const timer = setTimeout(() => {
    if (job.status === 'cancelling') {
      stop(tiny, fault);
      return;
    }
    doItem(tiny);
    if (job.progress.completed === items) {
      moveTo(tiny, 'completed');
      return;
    }
    nextItem(tiny, fault);
  }, itemMs);
  timer.unref();
}

function stop(tiny: TinyJob, fault: Fault | null): void {
  // Waiting for the bound takes the kit six seconds, so one job is enough: the one that is cancelled while it runs.
  if (fault === 'a cancelling job never ends' && tiny.job.id === 'job_000002') {
    return;
  }
  if (tiny.job.cancellation !== null) {
    tiny.job.cancellation.stopped_at = new Date().toISOString();
  }
  moveTo(tiny, fault === 'a cancelling job turns completed' ? 'completed' : 'cancelled');
}
