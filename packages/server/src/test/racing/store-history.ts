import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';

/** One write that the store took, in the order in which they came. */
export interface TakenWrite {
  readonly by: 'transition' | 'appendResults' | 'reportProgress' | 'recordStopped';
  /** The attempt that wrote; null for a move that no worker makes. */
  readonly attempt: number | null;
  readonly job: Job;
}

/** A store that writes down what it took. */
export function recordedStore(store: JobStore): { store: JobStore; taken: TakenWrite[] } {
  const taken: TakenWrite[] = [];
  const note = (by: TakenWrite['by'], attempt: number | null, job: Job | null): Job | null => {
    if (job !== null) taken.push({ by, attempt, job });
    return job;
  };
  const recording: Partial<JobStore> = {
    transition: async (id, move) => note('transition', move.attempt, await store.transition(id, move)),
    appendResults: async (id, attempt, results) =>
      note('appendResults', attempt, await store.appendResults(id, attempt, results)),
    reportProgress: async (id, attempt, report) =>
      note('reportProgress', attempt, await store.reportProgress(id, attempt, report)),
    recordStopped: async (id, attempt, at) =>
      note('recordStopped', attempt, await store.recordStopped(id, attempt, at)),
  };
  return {
    taken,
    store: new Proxy(store, {
      get(target, name: keyof JobStore) {
        const method = (recording[name] ?? target[name]) as (...given: unknown[]) => unknown;
        return method.bind(target);
      },
    }),
  };
}
