import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import type { IdSource } from '../domain/id-source.ts';
import type { Job, JobWebhook, Metadata } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { JobTypes } from './job-types.ts';

/** What a caller asked for. Members that it left out are null. */
export interface CreateJobCommand {
  readonly organizationId: string;
  readonly type: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly name: string | null;
  readonly metadata: Metadata | null;
  readonly priority: number | null;
  /** Milliseconds since the epoch. */
  readonly scheduledFor: number | null;
  readonly timeoutSeconds: number | null;
  readonly maxAttempts: number | null;
  readonly webhook: JobWebhook | null;
}

export interface CreateJobDependencies {
  readonly store: JobStore;
  readonly dispatcher: Dispatcher;
  readonly types: JobTypes;
  readonly clock: Clock;
  readonly newId: IdSource;
}

const defaultPriority = 5;
const defaultMaxAttempts = 3;

/** How far ahead a job may be scheduled, in seconds: a year of 365 days. */
export const scheduledAheadSeconds = 365 * 24 * 60 * 60;

/**
 * Stores a job and lets a worker know. When the promise resolves the job exists, whatever happens to this process.
 *
 * @throws InvalidJobRequestError when the type is not offered, the input does not fit it, or the schedule is too far off.
 */
export async function createJob(dependencies: CreateJobDependencies, command: CreateJobCommand): Promise<Job> {
  const { store, dispatcher, types, clock, newId } = dependencies;
  types.check(command.type, command.input);
  const now = clock.now();
  if (command.scheduledFor !== null && command.scheduledFor > now + scheduledAheadSeconds * 1000) {
    throw new InvalidJobRequestError('The job is scheduled too far ahead.', [
      { pointer: '/scheduled_for', message: 'must be at most 365 days ahead' },
    ]);
  }
  const job = await store.create({
    id: newId(),
    organizationId: command.organizationId,
    type: command.type,
    name: command.name,
    maxAttempts: command.maxAttempts ?? defaultMaxAttempts,
    priority: command.priority ?? defaultPriority,
    metadata: command.metadata ?? {},
    createdAt: now,
    scheduledFor: command.scheduledFor,
    deadlineAt: command.timeoutSeconds === null ? null : now + command.timeoutSeconds * 1000,
    webhook: command.webhook,
    runnableAt: Math.max(now, command.scheduledFor ?? now),
    input: JSON.stringify(command.input),
  });
  dispatcher.notify(job.runnableAt);
  return job;
}
