// Checked by tsc: each `@ts-expect-error` is an error of use that the types must refuse. Nothing here is sent.
import type { Job, JobProblem, OperationTypes, Problem } from '@jobwire/contract';
import { expectTypeOf, test } from 'vitest';
import { type CancelResult, createJobsClient, isProblem, type JobsClient } from './index.ts';

/** Makes the compiler read code that never runs. */
function neverRun(_code: (client: JobsClient) => unknown): void {}

test('methods resolve to the bodies of the contract', () => {
  expectTypeOf<Awaited<ReturnType<JobsClient['create']>>>().toEqualTypeOf<Job>();
  expectTypeOf<Awaited<ReturnType<JobsClient['list']>>['data']>().toEqualTypeOf<Job[]>();
  expectTypeOf<Awaited<ReturnType<JobsClient['cancel']>>>().toEqualTypeOf<CancelResult>();
  expectTypeOf<Awaited<ReturnType<JobsClient['results']>>['sealed']>().toEqualTypeOf<boolean>();
  expectTypeOf<Awaited<ReturnType<JobsClient['capabilities']>>['cancellation_grace_seconds']>().toEqualTypeOf<number>();
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
