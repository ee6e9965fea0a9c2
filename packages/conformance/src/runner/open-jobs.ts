import type { Caller } from './caller.ts';
import type { Exchange } from './exchange.ts';
import { NoAnswerError } from './no-answer-error.ts';

/** The jobs that a run has created and not yet seen at their end. */
export interface OpenJobs {
  readonly add: (jobId: string) => void;
  /** Takes a job out when an answer shows that it has ended. */
  readonly notice: (exchange: Exchange) => void;
  /** Cancels them all. A server that refuses keeps its jobs: a cleaning has no verdict. */
  readonly cancelAll: (call: Caller) => Promise<void>;
}

/** Begins with no jobs. */
export function createOpenJobs(): OpenJobs {
  const jobIds = new Set<string>();
  return {
    add: (jobId) => jobIds.add(jobId),
    notice({ body }) {
      if (typeof body === 'object' && body !== null && 'id' in body && 'terminal' in body && body.terminal === true) {
        jobIds.delete(String(body.id));
      }
    },
    async cancelAll(call) {
      const left = [...jobIds];
      jobIds.clear();
      for (const jobId of left) {
        try {
          await call('cancelJob', { jobId });
        } catch (error) {
          if (!(error instanceof NoAnswerError)) {
            throw error;
          }
        }
      }
    },
  };
}
