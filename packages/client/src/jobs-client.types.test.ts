// Checked by tsc: each `@ts-expect-error` is an error of use that the types must refuse. Nothing here is sent.
import type {
  CreateJobRequest,
  Job,
  JobEvent,
  JobProblem,
  JobResult,
  JobStatus,
  OperationTypes,
  Problem,
} from '@jobwire/contract';
import { expectTypeOf, test } from 'vitest';
import {
  type CancelResult,
  createJobsClient,
  isNetworkError,
  isProblem,
  isTimeoutError,
  isUnexpectedResponse,
  type JobsClient,
  type NewerJobEvent,
} from './index.ts';

/** Makes the compiler read code that never runs. */
function neverRun(_code: (client: JobsClient) => unknown): void {}

test('methods resolve to the bodies of the contract', () => {
  expectTypeOf<Awaited<ReturnType<JobsClient['create']>>>().toEqualTypeOf<Job>();
  expectTypeOf<Awaited<ReturnType<JobsClient['cancel']>>>().toEqualTypeOf<CancelResult>();
  expectTypeOf<Awaited<ReturnType<JobsClient['capabilities']>>['cancellation_grace_seconds']>().toEqualTypeOf<number>();
});

test('lists, results and events are looped over, and give entries and pages of the contract', () => {
  neverRun(async (client) => {
    for await (const job of client.list()) expectTypeOf(job).toEqualTypeOf<Job>();
    for await (const result of client.results('job_1')) expectTypeOf(result).toEqualTypeOf<JobResult>();
    for await (const page of client.results('job_1').pages()) expectTypeOf(page.sealed).toEqualTypeOf<boolean>();
    for await (const event of client.events('job_1')) {
      if (event.type === 'job.progress') expectTypeOf(event.progress).toEqualTypeOf<Job['progress']>();
      else expectTypeOf(event.to).toEqualTypeOf<JobStatus>();
      // @ts-expect-error only a transition has a place in the log
      event.sequence;
      switch (event.type) {
        case 'job.progress':
          expectTypeOf(event.progress).toEqualTypeOf<Job['progress']>();
          break;
        case 'job.queued':
        case 'job.started':
        case 'job.requeued':
        case 'job.cancelling':
          expectTypeOf(event).toEqualTypeOf<JobEvent>();
          break;
        case 'job.completed':
        case 'job.failed':
        case 'job.cancelled':
        case 'job.expired':
          expectTypeOf(event.reason).toEqualTypeOf<string | null>();
          break;
        default:
          // A newer server may send what no case is for.
          expectTypeOf(event).toEqualTypeOf<NewerJobEvent>();
          expectTypeOf<typeof event.type>().toExtend<string>();
          expectTypeOf(event.sequence).toEqualTypeOf<number>();
      }
      // @ts-expect-error no such type of event
      event.type === 'job.done';
    }
    // @ts-expect-error a list is looped over
    (await client.list()).data;
    const { job, results } = await client.run({ type: 'demo.batch', input: {} });
    expectTypeOf(job).toEqualTypeOf<Job>();
    expectTypeOf(results).toEqualTypeOf<readonly JobResult[]>();
    expectTypeOf(await client.delete('job_1')).toEqualTypeOf<void>();
  });
});

test('options that are undefined are as good as none, and unknown ones do not compile', () => {
  neverRun((client) => {
    const signal: AbortSignal | undefined = undefined;
    client.get('job_1', { signal, include: undefined });
    client.waitFor('job_1', { signal, timeoutMs: undefined, onProgress: undefined, cancelOnAbort: undefined });
    createJobsClient({ baseUrl: 'https://jobs.example.com', apiKey: 'k', fetch: undefined, retry: undefined });
    // @ts-expect-error no such option
    client.waitFor('job_1', { timeout: 1000 });
    // @ts-expect-error only the input can be included
    client.get('job_1', { include: 'results' });
    // @ts-expect-error a wait is wanted or not
    client.cancel('job_1', { wait: '10s' });
    client.waitFor('job_1', { onProgress: ({ status }) => expectTypeOf(status).toEqualTypeOf<JobStatus>() });
    // @ts-expect-error an update is no job
    client.waitFor('job_1', { onProgress: (update) => update.metadata });
    createJobsClient({
      baseUrl: 'https://jobs.example.com',
      apiKey: 'k',
      // @ts-expect-error no such option
      retry: { retries: 3 },
    });
  });
});

test('what a caller has at hand is taken: perhaps undefined, read-only, an interface, or a Date', () => {
  interface Batch {
    items: number;
    note?: string;
  }
  neverRun(async (client) => {
    const maybe = undefined as string | undefined;
    const number = undefined as number | undefined;
    const input: Batch = { items: 3 };
    const statuses = ['queued', 'running'] as const;
    const metadata: Readonly<Record<string, string>> = { customer: 'acme' };
    client.create({ type: 'demo.batch', input, name: maybe, priority: number, max_attempts: number, metadata });
    client.create({ type: 'demo.batch', input: { items: 3 }, metadata: undefined, webhook: undefined });
    client.create({ type: 'demo.batch', input, webhook: { url: 'https://a.example', events: undefined } });
    client.create({
      type: 'demo.batch',
      input,
      webhook: { url: 'https://a.example', events: ['job.completed'] as const },
    });
    client.create({ type: 'demo.batch', input, scheduled_for: new Date() }, { idempotencyKey: maybe });
    client.run({ type: 'demo.batch', input, name: maybe }, { idempotencyKey: maybe, signal: undefined });
    const whole: CreateJobRequest = { type: 'demo.batch', input: {} };
    client.create(whole);
    client.list({ cursor: maybe, type: maybe, limit: number, order: undefined, status: statuses, metadata });
    client.list({ created_after: new Date(), created_before: maybe });
    client.results('job_1', { cursor: maybe, limit: number });
    client.cancel('job_1', { reason: maybe, wait: undefined });
    client.cancelMany({ job_ids: ['job_1'] as const, reason: maybe, filter: undefined });
    client.cancelMany({ filter: { status: statuses, metadata, created_before: new Date() }, job_ids: undefined });
    client.events('job_1', { after: number });
    createJobsClient({ baseUrl: 'https://jobs.example.com', apiKey: 'k', getApiKey: undefined, timeoutMs: number });
    createJobsClient({ baseUrl: 'https://jobs.example.com', apiKey: undefined, getApiKey: () => 'k', fetch });
    // @ts-expect-error an input is an object and no list
    client.create({ type: 'demo.batch', input: [1] });
    // @ts-expect-error a pair of metadata has its value
    client.create({ type: 'demo.batch', input, metadata: { customer: maybe } });
    // @ts-expect-error what may not be left out may not be undefined
    client.create({ type: maybe, input });
    // @ts-expect-error a filter without one of its members would match more jobs
    client.cancelMany({ filter: { type: 'demo.batch', metadata: undefined } });
  });
});

test('a bulk cancel takes either ids or a filter', () => {
  neverRun((client) => {
    client.cancelMany({ job_ids: ['job_1'] });
    client.cancelMany({ filter: { status: ['queued'] }, reason: 'late' });
    // @ts-expect-error not both
    client.cancelMany({ job_ids: ['job_1'], filter: { type: 'demo.batch' } });
    // @ts-expect-error neither
    client.cancelMany({ reason: 'late' });
  });
});

test('an error is narrowed by its guard', () => {
  neverRun(() => {
    const error: unknown = null;
    if (isTimeoutError(error)) expectTypeOf(error.timeoutMs).toEqualTypeOf<number>();
    if (isNetworkError(error)) expectTypeOf(error.url).toEqualTypeOf<string>();
    if (isUnexpectedResponse(error)) expectTypeOf(error.bodyStart).toEqualTypeOf<string>();
    // @ts-expect-error a timeout has no status
    if (isTimeoutError(error)) error.status;
  });
});

test('a wrong body does not compile', () => {
  neverRun((client) => {
    // @ts-expect-error a job has an input
    client.create({ type: 'demo.batch' });
    // @ts-expect-error the type is a string
    client.create({ type: 1, input: {} });
    // @ts-expect-error no such member
    client.create({ type: 'demo.batch', input: {}, retries: 3 });
    // @ts-expect-error metadata are pairs of strings
    client.create({ type: 'demo.batch', input: {}, metadata: { batch: 7 } });
    // @ts-expect-error the only member of a cancel is its reason
    client.cancel('job_1', { why: 'late' });
  });
});

test('an unknown member, parameter or status does not compile', () => {
  neverRun(async (client) => {
    const job = await client.get('job_1');
    // @ts-expect-error the time of any end is finished_at
    job.completed_at;
    // @ts-expect-error the status is called completed
    job.status === 'succeeded';
    // @ts-expect-error no such filter
    client.list({ state: 'running' });
    // @ts-expect-error no such status
    client.list({ status: ['finished'] });
    const { outcome } = await client.cancel('job_1');
    // @ts-expect-error an unknown job is a problem, not an outcome
    outcome === 'not_found';
  });
});

test('a status that the contract does not declare has no type', () => {
  expectTypeOf<OperationTypes['cancelJob']['responses'][200]['content']['application/json']>().toEqualTypeOf<Job>();
  // @ts-expect-error an accepted cancel is 200
  type Accepted = OperationTypes['cancelJob']['responses'][202];
  expectTypeOf<Accepted>();
  neverRun(async ({ raw }) => {
    const { data, error } = await raw.POST('/v1/jobs/{job_id}/cancel', { params: { path: { job_id: 'job_1' } } });
    expectTypeOf(data).toEqualTypeOf<Job | undefined>();
    expectTypeOf(error).toEqualTypeOf<Problem | JobProblem | undefined>();
    // @ts-expect-error the path has no such method
    raw.GET('/v1/jobs/{job_id}/cancel', { params: { path: { job_id: 'job_1' } } });
    // @ts-expect-error the path needs its job id
    raw.GET('/v1/jobs/{job_id}');
  });
});

test('a code narrows a problem to its members', () => {
  neverRun(() => {
    const error: unknown = null;
    // @ts-expect-error nothing is known of the error yet
    error.problem;
    // @ts-expect-error no such code
    isProblem(error, 'job_missing');
    if (isProblem(error, 'job_already_terminal')) {
      expectTypeOf(error.job).toEqualTypeOf<Job>();
      expectTypeOf(error.problem.job).toEqualTypeOf<Job>();
      expectTypeOf(error.code).toEqualTypeOf<'job_already_terminal'>();
    }
    if (isProblem(error, 'job_not_found')) {
      expectTypeOf(error.job).toEqualTypeOf<Job | undefined>();
      // @ts-expect-error this problem carries no job
      error.problem.job;
    }
  });
});

test('a client needs an address and exactly one source of the key', () => {
  neverRun(() => {
    // @ts-expect-error no address
    createJobsClient({ apiKey: 'k' });
    // @ts-expect-error no key
    createJobsClient({ baseUrl: 'https://jobs.example.com' });
    // @ts-expect-error two keys
    createJobsClient({ baseUrl: 'https://jobs.example.com', apiKey: 'k', getApiKey: () => 'k' });
  });
});
