import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import { IdempotencyKeyReusedError } from '../domain/errors/idempotency-key-reused-error.ts';
import { InvalidJobRequestError } from '../domain/errors/invalid-job-request-error.ts';
import type { IdSource } from '../domain/id-source.ts';
import type { CreateOutcome, IdempotentCreate } from '../domain/idempotency.ts';
import type { Job, JobWebhook, Metadata, NewJob } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import type { OrganizationQuotas } from '../domain/organization-usage.ts';
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
  /** The `traceparent` of the request, for the attempts to link to. */
  readonly traceParent?: string | null;
}

export interface CreateJobDependencies {
  readonly store: JobStore;
  readonly dispatcher: Dispatcher;
  readonly types: JobTypes;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly quotas?: OrganizationQuotas;
}

const defaultPriority = 5;
const defaultMaxAttempts = 3;

/** How far ahead a job may be scheduled, in seconds: a year of 365 days. */
export const scheduledAheadSeconds = 365 * 24 * 60 * 60;

/** For how long an idempotency key is kept, in seconds. */
export const idempotencyTtlSeconds = 24 * 60 * 60;

/** What makes a create repeatable: the caller's key, the digest of its body, and what its repetitions are answered. */
export type CreateOnce = Pick<IdempotentCreate, 'key' | 'bodyDigest' | 'answer'>;

/**
 * Stores a job and lets a worker know. When the promise resolves the job exists, whatever happens to this process.
 *
 * @throws InvalidJobRequestError when the type is not offered, the input does not fit it, or the schedule is too far off.
 * @throws QuotaReachedError when the organization has as many open jobs or stored bytes as it may.
 */
export async function createJob(dependencies: CreateJobDependencies, command: CreateJobCommand): Promise<Job> {
  const job = await dependencies.store.create(newJob(dependencies, command), dependencies.quotas);
  dependencies.dispatcher.notify(job.runnableAt);
  return job;
}

/**
 * The same at most once per idempotency key: a repetition gets what the first one was answered.
 *
 * @throws InvalidJobRequestError and QuotaReachedError as {@link createJob}; the key is not used up then.
 * @throws IdempotencyKeyReusedError when the key came with another body before.
 */
export async function createJobOnce(
  dependencies: CreateJobDependencies,
  command: CreateJobCommand,
  once: CreateOnce,
): Promise<Exclude<CreateOutcome, 'key_reused'>> {
  const job = newJob(dependencies, command);
  const expiresAt = job.createdAt + idempotencyTtlSeconds * 1000;
  const outcome = await dependencies.store.createOnce(job, { ...once, expiresAt }, dependencies.quotas);
  if (outcome === 'key_reused') throw new IdempotencyKeyReusedError();
  if ('created' in outcome) dependencies.dispatcher.notify(outcome.created.runnableAt);
  return outcome;
}

function newJob({ types, clock, newId }: CreateJobDependencies, command: CreateJobCommand): NewJob {
  types.check(command.type, command.input);
  const now = clock.now();
  if (command.scheduledFor !== null && command.scheduledFor > now + scheduledAheadSeconds * 1000) {
    throw new InvalidJobRequestError('The job is scheduled too far ahead.', [
      { pointer: '/scheduled_for', message: 'must be at most 365 days ahead' },
    ]);
  }
  return {
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
    traceParent: command.traceParent ?? null,
    input: JSON.stringify(command.input),
  };
}
