import type { Job, JobEvent, JobEventType, JobStatus, Problem, ProblemCode } from '@jobwire/contract';
import { problems } from '@jobwire/contract';
import { example } from './example.ts';
import { answer, type Script } from './fault-server.ts';

/** A job at a version. */
export function jobAt(version: number, status: JobStatus, members: Partial<Job> = {}): Job {
  const name = { completed: 'JobCompleted', cancelling: 'JobCancelling', cancelled: 'JobCancelled' } as const;
  const base = example<Job>(status in name ? name[status as keyof typeof name] : 'JobRunning');
  return { ...base, id: 'job_1', version, status, ...members };
}

/** A transition as the stream carries it. */
export function transition(sequence: number, from: JobStatus | null, to: JobStatus): string {
  const type: JobEventType = to === 'running' ? 'job.started' : `job.${to as Exclude<JobStatus, 'running'>}`;
  const event: JobEvent = { sequence, type, at: '2026-01-01T00:00:00Z', from, to, attempt: 1, reason: null };
  return `event: ${type}\nid: ${sequence}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** Progress as the stream carries it. */
export function progress(version: number, completed: number): string {
  const data = {
    version,
    progress: { total: 9, completed, failed: 0 },
    phase: null,
    estimated_seconds_remaining: null,
  };
  return `event: job.progress\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A refusal of the contract. */
export function refuse(code: ProblemCode, headers: Record<string, string> = {}, members: object = {}): Script {
  const { status } = problems[code];
  const problem: Problem = { ...example<Problem>('ProblemJobNotFound'), code, status, detail: `Because: ${code}.` };
  return answer(status, { ...problem, ...members }, headers);
}
