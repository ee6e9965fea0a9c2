import type { BulkCancellation, Capabilities, Job, JobList, JobResultList, paths } from '@jobwire/contract';
import type { Client } from 'openapi-fetch';
import type { JobStreamEvent } from './events/job-stream-event.ts';
import type { ListJobEventsOptions } from './events/list-job-events.ts';
import type { CancelJobOptions } from './operations/cancel-job.ts';
import type { JobsToCancel } from './operations/cancel-jobs.ts';
import type { CancelResult } from './operations/cancel-result.ts';
import type { CreateJobOptions, JobToCreate } from './operations/create-job.ts';
import type { GetJobOptions } from './operations/get-job.ts';
import type { ListJobResultsQuery } from './operations/list-job-results.ts';
import type { ListJobsQuery } from './operations/list-jobs.ts';
import type { Paged } from './operations/paged.ts';
import type { RequestOptions } from './transport/request-options.ts';
import type { JobRun, RunJobOptions } from './waiting/run-job.ts';
import type { WaitForJobOptions } from './waiting/wait-for-job.ts';

/**
 * The operations of the contract on one server, with one key. They reject with `ProblemError` when the server refused,
 * `UnexpectedResponseError` when the answer is not of the contract, `NetworkError` when there was none, `TimeoutError` when
 * there was none in time, `TypeError` for a job id that cannot be one, and with the reason of a signal that was aborted.
 */
export interface JobsClient {
  /**
   * Creates a job. It exists when this resolves. With an idempotency key it is safe to repeat, and is.
   *
   * @example
   * ```ts
   * const created = await jobs.create(
   *   { type: 'demo.batch', input: { items: 3, item_ms: 10 }, metadata: { customer: 'acme' } },
   *   { idempotencyKey: crypto.randomUUID() },
   * );
   * console.log(created.id, created.status);
   * ```
   */
  create(body: JobToCreate, options?: CreateJobOptions): Promise<Job>;

  /**
   * Reads a job. A failed job is no error here; why it failed is in its `error`.
   *
   * @example
   * ```ts
   * const { status, progress, terminal } = await jobs.get(job.id);
   * console.log(status, `${progress.completed} of ${progress.total}`, terminal);
   * ```
   */
  get(jobId: string, options?: GetJobOptions): Promise<Job>;

  /**
   * The jobs of the organization that match, newest first unless `order` says otherwise, however many there are.
   *
   * @example
   * ```ts
   * for await (const { id, name } of jobs.list({ status: ['queued', 'running'], metadata: { customer: 'acme' } })) {
   *   console.log(id, name);
   * }
   * ```
   */
  list(query?: ListJobsQuery, options?: RequestOptions): Paged<JobList>;

  /**
   * Cancels a job. That the job had already ended is an outcome and not an error.
   *
   * @example
   * ```ts
   * const { outcome, job: ended } = await jobs.cancel(job.id, { reason: 'Wrong file', wait: true });
   * console.log(outcome, ended.progress.completed);
   * ```
   */
  cancel(jobId: string, options?: CancelJobOptions): Promise<CancelResult>;

  /**
   * Cancels many jobs in one request, and tells how many of them came to which outcome.
   *
   * @example
   * ```ts
   * const { counts } = await jobs.cancelMany({ filter: { metadata: { customer: 'acme' } }, reason: 'Contract ended' });
   * console.log(counts.cancelled + counts.cancelling, counts.already_terminal);
   * ```
   */
  cancelMany(which: JobsToCancel, options?: RequestOptions): Promise<BulkCancellation>;

  /**
   * Deletes a job that has ended, and its results. An open one is 409 `job_not_terminal`: cancel it first.
   *
   * @example
   * ```ts
   * await jobs.cancel(job.id, { wait: true });
   * await jobs.delete(job.id);
   * ```
   */
  delete(jobId: string, options?: RequestOptions): Promise<void>;

  /**
   * What a job has produced so far, whether it still runs or has ended in any way.
   *
   * @example
   * ```ts
   * await jobs.waitFor(job.id);
   * for await (const { index, status, output } of jobs.results(job.id)) console.log(index, status, output);
   * ```
   */
  results(jobId: string, query?: ListJobResultsQuery, options?: RequestOptions): Paged<JobResultList>;

  /**
   * What happens to a job, from its beginning or from behind a `sequence`, until it has ended: its transitions, and between them
   * its progress. A connection that breaks is made again, and no transition is lost or doubled.
   *
   * @example
   * ```ts
   * for await (const event of jobs.events(job.id)) {
   *   if (event.type === 'job.progress') console.log(event.progress.completed);
   *   else console.log(event.sequence, event.to); // Also what only a newer server knows.
   * }
   * ```
   */
  events(jobId: string, options?: ListJobEventsOptions): AsyncGenerator<JobStreamEvent, void>;

  /**
   * What the server offers: job types, classes of the contract, limits.
   *
   * @example
   * ```ts
   * const { conformance_classes, job_types } = await jobs.capabilities();
   * console.log(conformance_classes.includes('bulk-cancel'), job_types.map(({ type }) => type));
   * ```
   */
  capabilities(options?: RequestOptions): Promise<Capabilities>;

  /**
   * Waits until a job has ended, however it ended, and gives it. All it needs is the id, so it may go on where another process
   * left off. It listens to the events, or else asks with `Prefer: wait`, or else asks as often as the server allows.
   *
   * @example
   * ```ts
   * const ended = await jobs.waitFor(job.id, {
   *   signal: AbortSignal.timeout(60_000),
   *   cancelOnAbort: true,
   *   onProgress: ({ status, progress }) => console.log(status, progress?.completed),
   * });
   * console.log(ended.status, ended.error?.message);
   * ```
   */
  waitFor(jobId: string, options?: WaitForJobOptions): Promise<Job>;

  /**
   * Creates a job, waits until it has ended, and reads its results. An idempotency key is made for it, so that it is one job
   * however often the create has to be repeated.
   *
   * @example
   * ```ts
   * const { job: done, results } = await jobs.run({ type: 'demo.batch', input: { items: 3, item_ms: 10 } });
   * console.log(done.status, results.map(({ output }) => output));
   * ```
   */
  run(body: JobToCreate, options?: RunJobOptions): Promise<JobRun>;

  /**
   * The openapi-fetch client beneath, with the key on every request, for what the methods above leave out. It checks neither job
   * ids nor answers, repeats nothing, and throws none of the errors above.
   *
   * @example
   * ```ts
   * const { data, response } = await jobs.raw.GET('/v1/jobs/{job_id}', { params: { path: { job_id: job.id } } });
   * console.log(data?.status, response.headers.get('ETag'));
   * ```
   */
  readonly raw: Client<paths>;
}
