import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { CreateOutcome, IdempotentCreate } from '../domain/idempotency.ts';
import type { Job, NewJob } from '../domain/job.ts';
import type { JobEvent } from '../domain/job-event.ts';
import type { JobResult, NewJobResult } from '../domain/job-result.ts';
import type {
  AttemptState,
  Backlog,
  JobFilter,
  JobQuery,
  JobStore,
  LargeWrites,
  ListPosition,
  OverdueJob,
  Page,
  ProgressReport,
} from '../domain/job-store.ts';
import type { OrganizationQuotas, OrganizationUsage } from '../domain/organization-usage.ts';
import type { Transition } from '../domain/transition.ts';
import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { appendResults } from './append-results.ts';
import { readBacklog } from './backlog-reader.ts';
import { JobCreation } from './job-creation.ts';
import { JobMoves } from './job-moves.ts';
import { JobRemoval } from './job-removal.ts';
import { eventFromRow, jobFromRow, resultFromRow } from './job-rows.ts';
import { findPlaces, positionOf } from './lists/find-places.ts';
import { listJobs } from './lists/list-jobs.ts';
import { type JobSql, prepareJobSql } from './prepare-job-sql.ts';
import { progressUpdate } from './progress-update.ts';
import { RemovedContents } from './removed-contents.ts';
import type { SqlDatabase, SqlTransaction } from './sql-database.ts';
import type { SqlWebhookOutbox } from './sql-webhook-outbox.ts';
import { attemptStateFromRow } from './statements/attempt-statements.ts';
import { overdueJobFromRow } from './statements/overdue-statements.ts';

/** How many jobs past their deadline one look for due ones steps over; the sweeper ends them in the meantime. */
const expiredExamined = 200;

/** The job store in SQL, the same for every dialect. */
export class SqlJobStore implements JobStore {
  readonly #sql: JobSql;
  readonly #creation: JobCreation;
  readonly #moves: JobMoves;
  readonly #removal: JobRemoval;
  readonly #removedContents: RemovedContents;
  readonly #listeners: ((job: Job) => void)[] = [];
  /** What the transitions have to say to receivers of webhooks. */
  readonly outbox: SqlWebhookOutbox;

  /** `webhookOf` makes the message that goes into the outbox with an event. Without it nothing is sent. */
  constructor(database: SqlDatabase, webhookOf: WebhookMessageSource = () => null) {
    this.#sql = prepareJobSql(database, webhookOf);
    this.outbox = this.#sql.outbox;
    this.#creation = new JobCreation(this.#sql);
    this.#moves = new JobMoves(this.#sql);
    this.#removal = new JobRemoval(this.#sql);
    this.#removedContents = new RemovedContents(this.#sql);
  }

  create(job: NewJob, quotas?: OrganizationQuotas): Promise<Job> {
    return this.#creation.create(job, quotas);
  }

  createOnce(job: NewJob, idempotency: IdempotentCreate, quotas?: OrganizationQuotas): Promise<CreateOutcome> {
    return this.#creation.createOnce(job, idempotency, quotas);
  }

  async find(organizationId: string, jobId: string): Promise<Job | null> {
    const [row] = await this.#sql.database.reader.run(this.#sql.statements.findJob({ organizationId, jobId }));
    return row === undefined ? null : jobFromRow(row);
  }

  list(query: JobQuery): Promise<Page<Job>> {
    return listJobs(this.#sql.database.reader, this.#sql.lists, query);
  }

  async resultSizes(jobId: string, from: number, limit: number): Promise<number[]> {
    const rows = await this.#sql.database.reader.run(this.#sql.statements.findResultSizes({ jobId, from, limit }));
    return rows.map(({ bytes }) => Number(bytes));
  }

  async results(jobId: string, from: number, limit: number): Promise<JobResult[]> {
    const rows = await this.#sql.database.reader.run(this.#sql.statements.findResults({ jobId, from, limit }));
    return rows.map(resultFromRow);
  }

  async events(jobId: string, afterSequence: number, limit: number): Promise<JobEvent[]> {
    const rows = await this.#sql.database.reader.run(
      this.#sql.statements.findEvents({ jobId, after: afterSequence, limit }),
    );
    return rows.map(eventFromRow);
  }

  transition(jobId: string, transition: Transition): Promise<Job | null> {
    return this.#change(jobId, (transaction) => this.#moves.move(transaction, jobId, transition));
  }

  async transitionAll(organizationId: string, jobIds: readonly string[], transition: Transition): Promise<Job[]> {
    const moved = await this.#moves.moveAll(organizationId, jobIds, transition);
    for (const job of moved) this.#tell(job);
    return moved;
  }

  largeWrites(): LargeWrites {
    return this.#sql.database.largeWrites;
  }

  async places(
    organizationId: string,
    filter: JobFilter,
    page: { readonly after: ListPosition | null; readonly limit: number },
  ): Promise<Page<ListPosition>> {
    const query = { organizationId, filter, order: 'asc', ...page } as const;
    const { places, next } = await findPlaces(this.#sql.database.reader, this.#sql.lists, query);
    return { entries: places.map(positionOf), next };
  }

  delete(organizationId: string, jobId: string): Promise<boolean> {
    return this.#removal.delete(organizationId, jobId);
  }

  purge(now: number, limit: number, except: readonly string[] = []): Promise<number> {
    return this.#removal.purge(now, limit, except);
  }

  removeContents(): Promise<boolean> {
    return this.#removedContents.removeSome();
  }

  expired(now: number, limit: number, except: readonly string[] = []): Promise<Pick<Job, 'id' | 'organizationId'>[]> {
    return this.#removal.expired(now, limit, except);
  }

  async input(jobId: string): Promise<string | null> {
    const [row] = await this.#sql.database.reader.run(this.#sql.statements.findInput({ jobId }));
    return row?.input_json ?? null;
  }

  async emittedItemIds(jobId: string): Promise<string[]> {
    const rows = await this.#sql.database.reader.run(this.#sql.statements.findItemIds({ jobId }));
    return rows.map((row) => row.item_id);
  }

  async attemptState(jobId: string): Promise<AttemptState | null> {
    const [row] = await this.#sql.database.reader.run(this.#sql.statements.findAttemptState({ jobId }));
    return row === undefined ? null : attemptStateFromRow(row);
  }

  appendResults(jobId: string, attempt: number, results: readonly NewJobResult[]): Promise<Job | null> {
    const { locksRows } = this.#sql.database;
    return this.#change(jobId, async (transaction) => {
      const appended = await appendResults(transaction, this.#sql.statements, { jobId, attempt }, results, locksRows);
      if (appended === null) return null;
      const { job, storedBytes } = appended;
      if (storedBytes > 0) await this.#sql.usage.add(transaction, job.organizationId, { storedBytes });
      return job;
    });
  }

  reportProgress(jobId: string, attempt: number, report: ProgressReport): Promise<Job | null> {
    const update = progressUpdate(this.#sql.database.builder, { jobId, attempt }, report).compile();
    return this.#change(jobId, async (transaction) => {
      const [row] = await transaction.run(update);
      return row === undefined ? null : jobFromRow(row);
    });
  }

  renewLease(jobId: string, attempt: number, leaseExpiresAt: number): Promise<AttemptState | null> {
    return this.#sql.database.write(`1-job ${jobId}`, async (transaction) => {
      const [row] = await transaction.run(this.#sql.statements.renewLease({ jobId, attempt, leaseExpiresAt }));
      return row === undefined ? null : attemptStateFromRow(row);
    });
  }

  releaseLeases(now: number): Promise<void> {
    return this.#sql.database.writeAlone(async (transaction) => {
      await transaction.run(this.#sql.statements.releaseLeases({ now }));
    });
  }

  recordStopped(jobId: string, attempt: number, at: number): Promise<Job | null> {
    return this.#change(jobId, async (transaction) => {
      const [row] = await transaction.run(this.#sql.statements.recordStopped({ jobId, attempt, at }));
      return row === undefined ? null : jobFromRow(row);
    });
  }

  async markReady(now: number, limit: number): Promise<number> {
    const { database, statements } = this.#sql;
    const waiting = await database.reader.run(statements.findWaiting({ now, limit }));
    if (waiting.length === 0) return 0;
    try {
      await database.write('3-free', (transaction) => transaction.run(statements.markReady({ now, limit })));
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      // One of them is at fault: the others become due all the same.
      const markOne = ({ id: jobId }: { id: string }) =>
        database.write(`1-job ${jobId}`, (transaction) => transaction.run(statements.markOneReady({ jobId, now })));
      const outcomes = await Promise.allSettled(waiting.map(markOne));
      if (outcomes.some(({ status }) => status === 'rejected')) throw error;
    }
    return waiting.length;
  }

  async dueOrganizations(after: string, limit: number): Promise<string[]> {
    const rows = await this.#sql.database.reader.run(this.#sql.statements.findDueOrganizations({ after, limit }));
    return rows.map((row) => row.organization_id);
  }

  async due(organizationId: string, now: number, limit: number): Promise<string[]> {
    const examined = limit + expiredExamined;
    const rows = await this.#sql.database.reader.run(
      this.#sql.statements.findDue({ organizationId, now, limit, examined }),
    );
    return rows.map((row) => row.id);
  }

  async claimDue(organizationId: string, claim: Transition, limit: number): Promise<Job[]> {
    const claimed = await this.#moves.claimDue(organizationId, claim, limit);
    for (const job of claimed) this.#tell(job);
    return claimed;
  }

  async nextDueAt(now: number): Promise<number | null> {
    const [row] = await this.#sql.database.reader.run(this.#sql.statements.findNextDueAt({ now }));
    return row?.runnable_at ?? null;
  }

  async overdue(now: number, limit: number, except: readonly string[] = []): Promise<OverdueJob[]> {
    const jobs = new Map<string, OverdueJob>();
    for (const findOverdue of this.#sql.statements.findOverdue) {
      const query = findOverdue({ now, limit, except: JSON.stringify(except) });
      const rows = await this.#sql.database.reader.run(query);
      for (const row of rows) jobs.set(row.id, overdueJobFromRow(row));
    }
    return [...jobs.values()].slice(0, limit);
  }

  async jobs(jobIds: readonly string[]): Promise<Job[]> {
    if (jobIds.length === 0) return [];
    const rows = await this.#sql.database.reader.run(this.#sql.lists.rows(jobIds));
    return rows.map(jobFromRow);
  }

  usage(organizationId: string): Promise<OrganizationUsage> {
    return this.#sql.usage.of(this.#sql.database.reader, organizationId);
  }

  backlog(now: number, countLimit: number): Promise<Backlog> {
    return readBacklog(this.#sql.database.reader, this.#sql.statements, { now, countLimit });
  }

  async ping(): Promise<void> {
    await this.#sql.database.reader.run(this.#sql.statements.findAnyJob({}));
  }

  observe(listener: (job: Job) => void): void {
    this.#listeners.push(listener);
  }

  /** A write to a job, which is told to the observers after the commit unless it was refused. */
  async #change(jobId: string, work: (transaction: SqlTransaction) => Promise<Job | null>): Promise<Job | null> {
    const job = await this.#sql.database.write(`1-job ${jobId}`, work);
    if (job !== null) this.#tell(job);
    return job;
  }

  close(): Promise<void> {
    return this.#sql.database.close();
  }

  #tell(job: Job): void {
    for (const listener of this.#listeners) listener(job);
  }
}
