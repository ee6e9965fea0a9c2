import { isTerminal } from '@jobwire/contract/lifecycle';
import type { CreateOutcome, IdempotentCreate } from '../domain/idempotency.ts';
import type { Job, NewJob } from '../domain/job.ts';
import { creationEventOf, eventOf, type JobEvent } from '../domain/job-event.ts';
import type { JobResult, NewJobResult } from '../domain/job-result.ts';
import type {
  AttemptState,
  Backlog,
  JobFilter,
  JobPlace,
  JobQuery,
  JobStore,
  ListPosition,
  Page,
  ProgressReport,
} from '../domain/job-store.ts';
import { noQuotas, type OrganizationQuotas, type OrganizationUsage } from '../domain/organization-usage.ts';
import { storedBytesOfKey } from '../domain/stored-bytes.ts';
import type { Transition } from '../domain/transition.ts';
import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { appendResults } from './append-results.ts';
import { readBacklog } from './backlog-reader.ts';
import {
  eventFromRow,
  jobFromRow,
  noMetadataJson,
  placeFromRow,
  resultFromRow,
  rowOfEvent,
  rowOfNewJob,
  rowsOfMetadata,
} from './job-rows.ts';
import { findPlaces } from './lists/find-places.ts';
import { listJobs } from './lists/list-jobs.ts';
import { type JobPlaceRow, type ListQueries, prepareListQueries } from './lists/list-queries.ts';
import { progressUpdate } from './progress-update.ts';
import type { SqlDatabase, SqlTransaction } from './sql-database.ts';
import { SqlWebhookOutbox } from './sql-webhook-outbox.ts';
import { attemptStateFromRow } from './statements/attempt-statements.ts';
import { prepareStatements, type Statements } from './statements/prepare-statements.ts';
import type { Freed } from './statements/retention-statements.ts';
import { metadataEnds, transitionUpdates } from './transition-update.ts';
import { UsageCounters } from './usage-counters.ts';

/** How many jobs past their deadline one look for due ones steps over; the sweeper ends them in the meantime. */
const expiredExamined = 200;

/** So that a purge keeps no other write waiting for long. Rows of keys are small, and come as quickly as jobs. */
const keysPerPurge = 10_000;

/** The job store in SQL, the same for every dialect. */
export class SqlJobStore implements JobStore {
  readonly #database: SqlDatabase;
  readonly #statements: Statements;
  readonly #lists: ListQueries;
  readonly #transitionUpdate: ReturnType<typeof transitionUpdates>;
  readonly #usage: UsageCounters;

  readonly #listeners: ((job: Job) => void)[] = [];
  /** What the transitions have to say to receivers of webhooks. */
  readonly outbox: SqlWebhookOutbox;
  readonly #webhookOf: WebhookMessageSource;

  /** `webhookOf` makes the message that goes into the outbox with an event. Without it nothing is sent. */
  constructor(database: SqlDatabase, webhookOf: WebhookMessageSource = () => null) {
    this.#database = database;
    this.outbox = new SqlWebhookOutbox(database);
    this.#webhookOf = webhookOf;
    this.#statements = prepareStatements(database);
    this.#lists = prepareListQueries(database.builder);
    this.#transitionUpdate = transitionUpdates(database);
    this.#usage = new UsageCounters(database.builder);
  }

  create(job: NewJob, quotas: OrganizationQuotas = noQuotas): Promise<Job> {
    return this.#database.write((transaction) => this.#insert(transaction, job, quotas));
  }

  createOnce(
    job: NewJob,
    idempotency: IdempotentCreate,
    quotas: OrganizationQuotas = noQuotas,
  ): Promise<CreateOutcome> {
    const { organizationId } = job;
    const { key, bodyDigest, expiresAt } = idempotency;
    return this.#database.write(async (transaction) => {
      const now = job.createdAt;
      const [expired] = await transaction.run(
        this.#statements.deleteExpiredIdempotencyKey({ organizationId, key, now }),
      );
      const answer = idempotency.answer(jobFromRow(rowOfNewJob(job)));
      const keyBytes = storedBytesOfKey(key, answer);
      const taken = await transaction.run(
        this.#statements.insertIdempotencyKey({
          organization_id: organizationId,
          key,
          body_digest: bodyDigest,
          answer,
          expires_at: expiresAt,
          stored_bytes: keyBytes,
        }),
      );
      if (taken.length > 0) {
        const bytesBeside = keyBytes - (expired?.stored_bytes ?? 0);
        return { created: await this.#insert(transaction, job, quotas, bytesBeside) };
      }
      const [known] = await transaction.run(this.#statements.findIdempotencyKey({ organizationId, key }));
      return known?.body_digest === bodyDigest ? { replayed: known.answer } : 'key_reused';
    });
  }

  /** `bytesBeside` is what is stored in the same transaction and does not belong to the job. */
  async #insert(transaction: SqlTransaction, job: NewJob, quotas: OrganizationQuotas, bytesBeside = 0): Promise<Job> {
    const row = rowOfNewJob(job);
    const created = jobFromRow(row);
    const claim = { openJobs: 1, storedBytes: row.stored_bytes + bytesBeside };
    await transaction.run(this.#statements.insertJob(row));
    await transaction.run(this.#statements.insertInput({ job_id: job.id, input_json: job.input }));
    for (const metadata of rowsOfMetadata(job)) await transaction.run(this.#statements.insertMetadata(metadata));
    await this.#recordEvent(transaction, created, creationEventOf(created));
    // Last of all, since whoever counts for the same organization waits from here to the commit.
    await this.#usage.claim(transaction, job.organizationId, claim, quotas);
    return created;
  }

  async find(organizationId: string, jobId: string): Promise<Job | null> {
    const [row] = await this.#database.reader.run(this.#statements.findJob({ organizationId, jobId }));
    return row === undefined ? null : jobFromRow(row);
  }

  list(query: JobQuery): Promise<Page<Job>> {
    return listJobs(this.#database.reader, this.#lists, query);
  }

  async resultSizes(jobId: string, from: number, limit: number): Promise<number[]> {
    const rows = await this.#database.reader.run(this.#statements.findResultSizes({ jobId, from, limit }));
    return rows.map(({ bytes }) => Number(bytes));
  }

  async results(jobId: string, from: number, limit: number): Promise<JobResult[]> {
    const rows = await this.#database.reader.run(this.#statements.findResults({ jobId, from, limit }));
    return rows.map(resultFromRow);
  }

  async events(jobId: string, afterSequence: number, limit: number): Promise<JobEvent[]> {
    const rows = await this.#database.reader.run(this.#statements.findEvents({ jobId, after: afterSequence, limit }));
    return rows.map(eventFromRow);
  }

  transition(jobId: string, transition: Transition): Promise<Job | null> {
    return this.#change(async (transaction) => {
      const [row] = await transaction.run(this.#transitionUpdate.one(jobId, transition));
      if (row === undefined) return null;
      const job = jobFromRow(row);
      if (isTerminal(job.status) && row.metadata_json !== noMetadataJson) {
        await transaction.run(this.#statements.endMetadata({ jobId, endedAs: job.status }));
      }
      await this.#recordEvent(transaction, job, eventOf(job, transition));
      await this.#countEnded(transaction, job.organizationId, transition, 1);
      return job;
    });
  }

  async #countEnded(
    transaction: SqlTransaction,
    organizationId: string,
    { to }: Transition,
    jobs: number,
  ): Promise<void> {
    if (isTerminal(to) && jobs > 0) await this.#usage.add(transaction, organizationId, { openJobs: -jobs });
  }

  async transitionMatching(
    organizationId: string,
    filter: JobFilter,
    transition: Transition,
    page: { readonly after: ListPosition | null; readonly limit: number },
  ): Promise<Page<Job>> {
    const query = {
      organizationId,
      filter: { ...filter, statuses: [transition.from] },
      order: 'asc',
      ...page,
    } as const;
    const moved = await this.#database.writeAlone(async (transaction) => {
      const { places, next } = await findPlaces(transaction, this.#lists, query);
      const jobs = await this.#moveAll(transaction, places, transition);
      await this.#countEnded(transaction, organizationId, transition, jobs.length);
      return { entries: jobs, next };
    });
    for (const job of moved.entries) this.#tell(job);
    return moved;
  }

  /** The same as a transition of each job, in statements over all of them. */
  async #moveAll(transaction: SqlTransaction, places: readonly JobPlaceRow[], transition: Transition): Promise<Job[]> {
    if (places.length === 0) return [];
    const rows = await transaction.run(
      this.#transitionUpdate.many(
        places.map(({ id }) => id),
        transition,
      ),
    );
    const withMetadata = rows.filter((row) => row.metadata_json !== noMetadataJson).map(({ id }) => id);
    if (isTerminal(transition.to) && withMetadata.length > 0) {
      await transaction.run(metadataEnds(this.#database.builder, withMetadata, transition.to));
    }
    const rowById = new Map(rows.map((row) => [row.id, row]));
    const jobs: Job[] = [];
    for (const { id } of places) {
      const row = rowById.get(id);
      if (row === undefined) continue;
      const job = jobFromRow(row);
      jobs.push(job);
      await this.#recordEvent(transaction, job, eventOf(job, transition));
    }
    return jobs;
  }

  async places(
    organizationId: string,
    filter: JobFilter,
    page: { readonly after: ListPosition | null; readonly limit: number },
  ): Promise<Page<JobPlace>> {
    const query = { organizationId, filter, order: 'asc', ...page } as const;
    const { places, next } = await findPlaces(this.#database.reader, this.#lists, query);
    return { entries: places.map(placeFromRow), next };
  }

  delete(organizationId: string, jobId: string): Promise<boolean> {
    return this.#database.write(async (transaction) => {
      const removed = await this.#remove(transaction, organizationId, jobId);
      await this.#usage.free(transaction, removed);
      return removed.length > 0;
    });
  }

  purge(now: number, limit: number): Promise<number> {
    return this.#database.writeAlone(async (transaction) => {
      const freed = [
        ...(await transaction.run(this.#statements.deleteExpiredIdempotencyKeys({ now, limit: keysPerPurge }))),
      ];
      const expired = await transaction.run(this.#statements.findExpired({ now, limit }));
      for (const { id, organization_id: organizationId } of expired) {
        freed.push(...(await this.#remove(transaction, organizationId, id)));
      }
      await this.#usage.free(transaction, freed);
      return expired.length;
    });
  }

  /** What it gave back, which is not counted yet; empty when there was nothing to remove. */
  async #remove(transaction: SqlTransaction, organizationId: string, jobId: string): Promise<readonly Freed[]> {
    const deleted = await transaction.run(this.#statements.deleteJob({ organizationId, jobId }));
    if (deleted.length === 0) return deleted;
    for (const deletePart of this.#statements.deleteParts) await transaction.run(deletePart({ jobId }));
    return deleted;
  }

  async input(jobId: string): Promise<string | null> {
    const [row] = await this.#database.reader.run(this.#statements.findInput({ jobId }));
    return row?.input_json ?? null;
  }

  async emittedItemIds(jobId: string): Promise<string[]> {
    const rows = await this.#database.reader.run(this.#statements.findItemIds({ jobId }));
    return rows.map((row) => row.item_id);
  }

  async attemptState(jobId: string): Promise<AttemptState | null> {
    const [row] = await this.#database.reader.run(this.#statements.findAttemptState({ jobId }));
    return row === undefined ? null : attemptStateFromRow(row);
  }

  appendResults(jobId: string, attempt: number, results: readonly NewJobResult[]): Promise<Job | null> {
    const { locksRows } = this.#database;
    return this.#change(async (transaction) => {
      const appended = await appendResults(transaction, this.#statements, { jobId, attempt }, results, locksRows);
      if (appended === null) return null;
      const { job, storedBytes } = appended;
      if (storedBytes > 0) await this.#usage.add(transaction, job.organizationId, { storedBytes });
      return job;
    });
  }

  reportProgress(jobId: string, attempt: number, report: ProgressReport): Promise<Job | null> {
    const update = progressUpdate(this.#database.builder, { jobId, attempt }, report).compile();
    return this.#change(async (transaction) => {
      const [row] = await transaction.run(update);
      return row === undefined ? null : jobFromRow(row);
    });
  }

  renewLease(jobId: string, attempt: number, leaseExpiresAt: number): Promise<AttemptState | null> {
    return this.#database.write(async (transaction) => {
      const [row] = await transaction.run(this.#statements.renewLease({ jobId, attempt, leaseExpiresAt }));
      return row === undefined ? null : attemptStateFromRow(row);
    });
  }

  releaseLeases(now: number): Promise<void> {
    return this.#database.write(async (transaction) => {
      await transaction.run(this.#statements.releaseLeases({ now }));
    });
  }

  recordStopped(jobId: string, attempt: number, at: number): Promise<Job | null> {
    return this.#change(async (transaction) => {
      const [row] = await transaction.run(this.#statements.recordStopped({ jobId, attempt, at }));
      return row === undefined ? null : jobFromRow(row);
    });
  }

  async markReady(now: number, limit: number): Promise<number> {
    const waiting = await this.#database.reader.run(this.#statements.findWaiting({ now, limit }));
    if (waiting.length === 0) return 0;
    await this.#database.write((transaction) => transaction.run(this.#statements.markReady({ now, limit })));
    return waiting.length;
  }

  async dueOrganizations(after: string, limit: number): Promise<string[]> {
    const rows = await this.#database.reader.run(this.#statements.findDueOrganizations({ after, limit }));
    return rows.map((row) => row.organization_id);
  }

  async due(organizationId: string, now: number, limit: number): Promise<string[]> {
    const examined = limit + expiredExamined;
    const rows = await this.#database.reader.run(this.#statements.findDue({ organizationId, now, limit, examined }));
    return rows.map((row) => row.id);
  }

  async claimDue(organizationId: string, claim: Transition, limit: number): Promise<Job[]> {
    const claimed = await this.#database.write(async (transaction) => {
      const rows = await transaction.run(this.#transitionUpdate.due(organizationId, claim, limit));
      const jobs = rows.map(jobFromRow).sort(byTurn);
      for (const job of jobs) await this.#recordEvent(transaction, job, eventOf(job, claim));
      return jobs;
    });
    for (const job of claimed) this.#tell(job);
    return claimed;
  }

  async nextDueAt(now: number): Promise<number | null> {
    const [row] = await this.#database.reader.run(this.#statements.findNextDueAt({ now }));
    return row?.runnable_at ?? null;
  }

  async overdue(now: number, limit: number): Promise<Job[]> {
    const jobs = new Map<string, Job>();
    for (const findOverdue of this.#statements.findOverdue) {
      const rows = await this.#database.reader.run(findOverdue({ now, limit }));
      for (const row of rows) jobs.set(row.id, jobFromRow(row));
    }
    return [...jobs.values()].slice(0, limit);
  }

  async jobs(jobIds: readonly string[]): Promise<Job[]> {
    if (jobIds.length === 0) return [];
    const rows = await this.#database.reader.run(this.#lists.rows(jobIds));
    return rows.map(jobFromRow);
  }

  usage(organizationId: string): Promise<OrganizationUsage> {
    return this.#usage.of(this.#database.reader, organizationId);
  }

  backlog(now: number, countLimit: number): Promise<Backlog> {
    return readBacklog(this.#database.reader, this.#statements, { now, countLimit });
  }

  async ping(): Promise<void> {
    await this.#database.reader.run(this.#statements.findAnyJob({}));
  }

  observe(listener: (job: Job) => void): void {
    this.#listeners.push(listener);
  }

  /** A write whose job, unless it was refused, is told to the observer after the commit. */
  async #change(work: (transaction: SqlTransaction) => Promise<Job | null>): Promise<Job | null> {
    const job = await this.#database.write(work);
    if (job !== null) this.#tell(job);
    return job;
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #recordEvent(transaction: SqlTransaction, job: Job, event: JobEvent): Promise<void> {
    await transaction.run(this.#statements.insertEvent(rowOfEvent(event)));
    const webhook = this.#webhookOf(job, event);
    if (webhook !== null) await this.outbox.enqueue(transaction, webhook);
  }

  #tell(job: Job): void {
    for (const listener of this.#listeners) listener(job);
  }
}

/** In the order in which jobs are to start. */
function byTurn(one: Job, other: Job): number {
  return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : 1);
}
