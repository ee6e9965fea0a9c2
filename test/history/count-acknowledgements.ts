import type { History } from './history.ts';
import { observe } from './observations.ts';

/** How much there was to lose: what callers and handlers were told is stored. */
export interface Acknowledgements {
  readonly requests: number;
  readonly answered: number;
  readonly creates: number;
  readonly cancels: number;
  readonly results: number;
}

export function countAcknowledgements(history: History): Acknowledgements {
  const { calls, jobs } = observe(history);
  const all = [...jobs.values()];
  return {
    requests: calls.length,
    answered: calls.filter((call) => call.status !== null).length,
    creates: all.filter((job) => job.creates.length > 0).length,
    cancels: all.filter((job) => job.cancels.length > 0).length,
    results: all.reduce((sum, job) => sum + job.worker.filter((line) => line.act === 'emitted').length, 0),
  };
}
