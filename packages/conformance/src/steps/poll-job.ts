import { setTimeout as pause } from 'node:timers/promises';
import type { CheckContext } from '../runner/check-context.ts';
import { type Exchange, headerOf } from '../runner/exchange.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { expectJob } from './expect-job.ts';

/** Jobs that move fast are seen to move; those that do not are then read as seldom as the server asks. */
const eagerMs = 1_000;
const eagerPauseMs = 50;
const patientMs = 10_000;
const patientPauseMs = 250;
const unhurriedPauseMs = 500;
const longestPauseMs = 5_000;

/** The job at one reading. */
export interface Reading {
  readonly job: SeenJob;
  readonly exchange: Exchange;
}

/**
 * Reads a job again and again until `done` says so, or until the time is over; then the last reading has `inTime` false.
 *
 * @param withinMs how long to go on, in milliseconds; the job is read once more at the end
 */
export async function pollJob(
  { call, noticeQueued }: CheckContext,
  jobId: string,
  withinMs: number,
  done: (reading: Reading) => boolean,
): Promise<Reading & { readonly inTime: boolean }> {
  const began = performance.now();
  for (;;) {
    const passedMs = performance.now() - began;
    const exchange = await call('getJob', { jobId });
    const job = expectJob(exchange, jobId, 'the job that was created');
    if (done({ job, exchange })) {
      return { job, exchange, inTime: true };
    }
    if (passedMs >= withinMs) {
      return { job, exchange, inTime: false };
    }
    const isDue = !(Date.parse(job.scheduled_for ?? '') > Date.now());
    if (job.status === 'queued' && isDue) noticeQueued(jobId, passedMs);
    await pause(Math.min(withinMs - passedMs, pauseMs(passedMs, exchange)));
  }
}

function pauseMs(passedMs: number, exchange: Exchange): number {
  if (passedMs < eagerMs) return eagerPauseMs;
  if (passedMs < patientMs) return patientPauseMs;
  const retryAfterSeconds = Number(headerOf(exchange, 'Retry-After') ?? Number.NaN);
  return retryAfterSeconds > 0 ? Math.min(retryAfterSeconds * 1_000, longestPauseMs) : unhurriedPauseMs;
}
