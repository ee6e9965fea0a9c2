import type { StopReason } from '../engine/job-stopped.ts';
import { RunningAttempts } from '../engine/running-attempts.ts';

/** Writes down which jobs are told to stop. */
export class ToldAttempts extends RunningAttempts {
  readonly told: [jobId: string, reason: StopReason][] = [];

  override stop(jobId: string, reason: StopReason): void {
    this.told.push([jobId, reason]);
  }
}
