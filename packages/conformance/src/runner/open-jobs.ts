import type { Caller } from './caller.ts';
import type { Exchange } from './exchange.ts';
import { NoAnswerError } from './no-answer-error.ts';
import { seenJob } from './seen-job.ts';

/** The jobs that a check has created and that were not yet seen at their end. */
export interface OpenJobs {
  readonly add: (jobId: string) => void;
  /** Takes note of a job that an answer tells of. */
  readonly notice: (exchange: Exchange) => void;
  /** Cancels them all. A server that refuses keeps its jobs: a cleaning has no verdict. */
  readonly cancelAll: (call: Caller) => Promise<void>;
}

/** Begins with no jobs. */
export function createOpenJobs(): OpenJobs {
  const jobIds = new Set<string>();
  return {
    add: (jobId) => jobIds.add(jobId),
    notice({ operationId, status, headers, body }) {
      const job = seenJob(body);
      if (job === null) return;
      if (job.terminal === true) {
        jobIds.delete(job.id);
      } else if (operationId === 'createJob' && status === 201 && !headers.has('idempotent-replayed')) {
        jobIds.add(job.id);
      }
    },
    async cancelAll(call) {
      const left = [...jobIds];
      jobIds.clear();
      await Promise.all(left.map((jobId) => cancelQuietly(call, jobId)));
    },
  };
}

async function cancelQuietly(call: Caller, jobId: string): Promise<void> {
  try {
    await call('cancelJob', { jobId });
  } catch (error) {
    if (!(error instanceof NoAnswerError)) {
      throw error;
    }
  }
}
