import type { Caller } from './caller.ts';
import { isConformanceSetupError } from './conformance-setup-error.ts';
import type { Exchange } from './exchange.ts';
import { isNoAnswer } from './no-answer-error.ts';
import { seenJob } from './seen-job.ts';

/** The jobs that a check has created and that were not yet seen at their end. */
export interface OpenJobs {
  readonly add: (jobId: string) => void;
  /** Takes note of a job that an answer tells of. */
  readonly notice: (exchange: Exchange) => void;
  /**
   * Cancels them all, and tells how many that were. A server that refuses keeps its jobs: a cleaning has no verdict. Those
   * without an answer are kept for another time.
   */
  readonly cancelAll: (call: Caller) => Promise<number>;
  /** How many are left. */
  readonly count: () => number;
}

/** Begins with no jobs. */
export function createOpenJobs(): OpenJobs {
  const jobIds = new Set<string>();

  async function cancel(call: Caller, jobId: string): Promise<number> {
    try {
      const { status } = await call('cancelJob', { jobId });
      jobIds.delete(jobId);
      return status === 200 ? 1 : 0;
    } catch (error) {
      if (!isNoAnswer(error) && !isConformanceSetupError(error)) throw error;
      return 0;
    }
  }

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
      const cancelled = await Promise.all([...jobIds].map((jobId) => cancel(call, jobId)));
      return cancelled.reduce((sum, one) => sum + one, 0);
    },
    count: () => jobIds.size,
  };
}
