import type { JobStore } from '../domain/job-store.ts';
import type { CancelJobDependencies } from '../engine/cancel-job.ts';
import type { StopReason } from '../engine/job-stopped.ts';
import { RunningAttempts } from '../engine/running-attempts.ts';
import { TestClock } from './test-clock.ts';

/** Writes down which jobs are told to stop. */
class ToldAttempts extends RunningAttempts {
  readonly told: [jobId: string, reason: StopReason][] = [];

  override stop(jobId: string, reason: StopReason): void {
    this.told.push([jobId, reason]);
  }
}

/** What a cancel needs on a store, at an instant, with a grace of 30 s and a retention of a minute. */
export function cancelling(store: JobStore, now: number): CancelJobDependencies & { readonly running: ToldAttempts } {
  return { store, running: new ToldAttempts(), clock: new TestClock(now), graceMs: 30_000, retentionMs: 60_000 };
}
