import type { Clock } from '../domain/clock.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { JobChanges } from './job-changes.ts';

export interface WaitDependencies {
  readonly store: JobStore;
  readonly changes: JobChanges;
  readonly clock: Clock;
}

export interface WaitOptions {
  readonly timeoutMs: number;
  /** Ends the wait early: the caller has gone, or the server shuts down. */
  readonly signals: readonly AbortSignal[];
  until(job: Job): boolean;
}

/**
 * Resolves with the job as soon as `until` holds, or as it is when the time is over. Null when it was deleted meanwhile.
 * Costs nothing while nothing happens: a change comes with the job, and the row is read once after subscribing, so that
 * no change between is missed, and once at the end.
 */
export async function waitForJob(
  { store, changes, clock }: WaitDependencies,
  job: Job,
  { timeoutMs, signals, until }: WaitOptions,
): Promise<Job | null> {
  if (until(job)) return job;
  const { promise, resolve } = Promise.withResolvers<Job | null>();
  const unsubscribe = changes.subscribe(job.id, (changed) => {
    if (until(changed)) resolve(changed);
  });
  const stop = () => resolve(null);
  const cancelTimer = clock.schedule(timeoutMs, stop);
  for (const signal of signals) signal.addEventListener('abort', stop, { once: true });
  try {
    const now = await store.find(job.organizationId, job.id);
    if (now === null || until(now)) return now;
    if (signals.some((signal) => signal.aborted)) return now;
    return (await promise) ?? (await store.find(job.organizationId, job.id));
  } finally {
    unsubscribe();
    cancelTimer();
    for (const signal of signals) signal.removeEventListener('abort', stop);
  }
}
