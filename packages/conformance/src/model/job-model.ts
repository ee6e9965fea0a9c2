import { isTerminal, type JobStatus } from '@jobwire/contract';
import { movesBetween } from '../history/legal-moves.ts';

/** What is known of one job from the answers so far. The job itself moves on between two calls. */
export interface JobModel {
  readonly id: string;
  /** The last status that was seen. */
  readonly status: JobStatus;
  readonly version: number;
  /** Whether a cancel was answered 200, so that the job ends as cancelled. */
  readonly promised: boolean;
  readonly deleted: boolean;
}

/** What the contract allows as an answer to a call about this job. */
export interface AllowedAnswers {
  readonly statuses: readonly number[];
  /** Why, as a part of a sentence. */
  readonly because: string;
}

/** Which statuses the job may have by now. */
export function possibleStatuses({ status, promised }: JobModel): JobStatus[] {
  const reachable = all.filter((to) => movesBetween(status, to) < Number.POSITIVE_INFINITY);
  return promised ? reachable.filter((to) => to === 'cancelling' || to === 'cancelled') : reachable;
}

const all: readonly JobStatus[] = ['queued', 'running', 'cancelling', 'completed', 'failed', 'cancelled', 'expired'];

/** The answers that a call about a job may have (contract, tables of "What cancel promises" and `deleteJob`). */
export function allowedAnswers(
  what: 'get' | 'cancel' | 'delete' | 'results' | 'events',
  job: JobModel,
): AllowedAnswers {
  if (job.deleted) {
    return { statuses: [404], because: 'the job was deleted' };
  }
  const possible = possibleStatuses(job);
  const because = `the job was ${job.status} and may be ${possible.join(' or ')} now`;
  if (what === 'cancel') {
    const wins = possible.some((status) => !isTerminal(status) || status === 'cancelled');
    const loses = possible.some((status) => isTerminal(status) && status !== 'cancelled');
    return { statuses: [...(wins ? [200] : []), ...(loses ? [409] : [])], because };
  }
  if (what === 'delete') {
    const open = possible.some((status) => !isTerminal(status));
    const ended = possible.some(isTerminal);
    return { statuses: [...(ended ? [204] : []), ...(open ? [409] : [])], because };
  }
  return { statuses: [200], because };
}
