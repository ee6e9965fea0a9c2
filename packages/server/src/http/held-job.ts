import { isTerminal } from '@jobwire/contract';
import type { Job } from '../domain/job.ts';
import type { JobEngine } from '../engine/job-engine.ts';
import { preferredWaitSeconds } from './preference.ts';

export const hasEnded = (job: Job): boolean => isTerminal(job.status);

export interface HeldJob {
  readonly job: Job;
  /** `Preference-Applied` where the wait was granted. */
  readonly headers: Readonly<Record<string, string>>;
}

interface HoldOptions {
  /** The `Prefer` header. */
  readonly prefer: string | undefined;
  /** Whose signal tells that the caller has gone. */
  readonly request: { readonly signal: AbortSignal };
  until(job: Job): boolean;
}

/**
 * Holds an answer about a job for as long as `Prefer: wait` asks for, until the job is as the caller wants it. A job that
 * is deleted meanwhile is answered as it last was.
 */
export async function holdJob(engine: JobEngine, job: Job, options: HoldOptions): Promise<HeldJob> {
  const { prefer, request, until } = options;
  const seconds = preferredWaitSeconds(prefer);
  if (seconds === null) return { job, headers: {} };
  const headers = { 'Preference-Applied': `wait=${seconds}` };
  if (seconds === 0 || until(job)) return { job, headers };
  const leave = engine.waiters.enter(job.organizationId);
  if (leave === null) return { job, headers: {} };
  try {
    const held = await engine.waitFor(job, { timeoutMs: seconds * 1000, signals: [request.signal], until });
    return { job: held ?? job, headers };
  } finally {
    leave();
  }
}
