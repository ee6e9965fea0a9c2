import { isTerminal, type JobStatus } from '@jobwire/contract/lifecycle';
import { sql } from 'kysely';
import type { CreateOutcome, IdempotentCreate } from '../domain/idempotency.ts';
import type { Job, NewJob } from '../domain/job.ts';
import { creationEventOf, eventOf, type JobEvent } from '../domain/job-event.ts';
import type { JobResult, NewJobResult } from '../domain/job-result.ts';
import type {
  AttemptState,
  JobFilter,
  JobPlace,
  JobQuery,
  JobStore,
  ListPosition,
  ProgressReport,
} from '../domain/job-store.ts';
import { noQuotas, type OrganizationQuotas, type OrganizationUsage } from '../domain/organization-usage.ts';
import { storedBytesOfKey, storedBytesOfResult } from '../domain/stored-bytes.ts';
import type { Transition } from '../domain/transition.ts';
import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { eventFromRow, jobFromRow, resultFromRow, rowOfEvent, rowOfNewJob, rowOfNewResult } from './job-rows.ts';
import { listJobsQuery, listPlacesQuery } from './list-jobs-query.ts';
import type { SqlDatabase, SqlSession } from './sql-database.ts';
import { SqlWebhookOutbox } from './sql-webhook-outbox.ts';
import { attemptStateFromRow, type Freed, prepareStatements } from './statements.ts';
import { transitionUpdates } from './transition-update.ts';
import { UsageCounters } from './usage-counters.ts';

/** So that a purge keeps no other write waiting for long. Rows of keys are small, and come as quickly as jobs. */
const keysPerPurge = 10_000;

/** The job store in SQL, the same for every dialect. */
export class SqlJobStore implements JobStore {
  readonly #database: SqlDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
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
    this.#statements = prepareStatements(database.builder);
    this.#transitionUpdate = transitionUpdates(database.builder);
    this.#usage = new UsageCounters(database.builder);
  }

  create(job: NewJob, quotas: OrganizationQuotas = noQuotas): Promise<Job> {
    return this.#database.write((session) => this.#insert(session, job, quotas));
  }

  createOnce(
    job: NewJob,
    idempotency: IdempotentCreate,
    quotas: OrganizationQuotas = noQuotas,
  ): Promise<CreateOutcome> {
    const { organizationId } = job;
    const { key, bodyDigest, expiresAt } = idempotency;
    return this.#database.write(async (session) => {
      const now = job.createdAt;
      const [expired] = await session.run(this.#statements.deleteExpiredIdempotencyKey({ organizationId, key, now }));
      const answer = idempotency.answer(jobFromRow(rowOfNewJob(job)));
      const keyBytes = storedBytesOfKey(key, answer);
      const taken = await session.run(
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
        return { created: await this.#insert(session, job, quotas, bytesBeside) };
      }
      const [known] = await session.run(this.#statements.findIdempotencyKey({ organizationId, key }));
      return known?.body_digest === bodyDigest ? { replayed: known.answer } : 'key_reused';
    });
  }

  /** `bytesBeside` is what is stored in the same transaction and does not belong to the job. */
  async #insert(session: SqlSession, job: NewJob, quotas: OrganizationQuotas, bytesBeside = 0): Promise<Job> {
    const row = rowOfNewJob(job);
    const created = jobFromRow(row);
    const claim = { openJobs: 1, storedBytes: row.stored_bytes + bytesBeside };
    await this.#usage.claim(session, job.organizationId, claim, quotas);
    await session.run(this.#statements.insertJob(row));
    await session.run(this.#statements.insertInput({ job_id: job.id, input_json: job.input }));
    for (const [key, value] of Object.entries(job.metadata)) {
      await session.run(
        this.#statements.insertMetadata({
          organization_id: job.organizationId,
          key,
          value,
          created_at: job.createdAt,
          job_id: job.id,
        }),
      );
    }
    await this.#recordEvent(session, created, creationEventOf(created));
    return created;
  }

  async find(organizationId: string, jobId: string): Promise<Job | null> {
    const [row] = await this.#database.reader.run(this.#statements.findJob({ organizationId, jobId }));
    return row === undefined ? null : jobFromRow(row);
  }

  async list(query: JobQuery): Promise<Job[]> {
    const rows = await this.#database.reader.run(listJobsQuery(this.#database.builder, query).compile());
    return rows.map(jobFromRow);
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
    return this.#change(async (session) => {
      const job = await this.#move(session, jobId, transition);
      if (job !== null) await this.#countEnded(session, job.organizationId, transition, 1);
      return job;
    });
  }

  async #move(session: SqlSession, jobId: string, transition: Transition): Promise<Job | null> {
    const [row] = await session.run(this.#transitionUpdate(jobId, transition));
    if (row === undefined) return null;
    const job = jobFromRow(row);
    await this.#recordEvent(session, job, eventOf(job, transition));
    return job;
  }

  async #countEnded(session: SqlSession, organizationId: string, { to }: Transition, jobs: number): Promise<void> {
    if (isTerminal(to) && jobs > 0) await this.#usage.add(session, organizationId, { openJobs: -jobs });
  }

  async transitionMatching(
    organizationId: string,
    filter: JobFilter,
    transition: Transition,
    limit: number,
  ): Promise<Job[]> {
    const query = {
      organizationId,
      filter: { ...filter, statuses: [transition.from] },
      order: 'asc',
      after: null,
      limit,
    } as const;
    const moved = await this.#database.write(async (session) => {
      const places = await session.run(listPlacesQuery(this.#database.builder, query).compile());
      const jobs: Job[] = [];
      for (const { id } of places) {
        const job = await this.#move(session, id, transition);
        if (job !== null) jobs.push(job);
      }
      await this.#countEnded(session, organizationId, transition, jobs.length);
      return jobs;
    });
    for (const job of moved) this.#tell(job);
    return moved;
  }

  async statuses(
    organizationId: string,
    filter: JobFilter,
    after: ListPosition | null,
    limit: number,
  ): Promise<JobPlace[]> {
    const query = { organizationId, filter, order: 'asc', after, limit } as const;
    const rows = await this.#database.reader.run(listPlacesQuery(this.#database.builder, query).compile());
    return rows.map((row) => ({ id: row.id, createdAt: row.created_at, status: row.status as JobStatus }));
  }

  delete(organizationId: string, jobId: string): Promise<boolean> {
    return this.#database.write(async (session) => {
      const removed = await this.#remove(session, organizationId, jobId);
      await this.#usage.free(session, removed);
      return removed.length > 0;
    });
  }

  purge(now: number, limit: number): Promise<number> {
    return this.#database.write(async (session) => {
      const freed = [
        ...(await session.run(this.#statements.deleteExpiredIdempotencyKeys({ now, limit: keysPerPurge }))),
      ];
      const expired = await session.run(this.#statements.findExpired({ now, limit }));
      for (const { id, organization_id: organizationId } of expired) {
        freed.push(...(await this.#remove(session, organizationId, id)));
      }
      await this.#usage.free(session, freed);
      return expired.length;
    });
  }

  /** What it gave back, which is not counted yet; empty when there was nothing to remove. */
  async #remove(session: SqlSession, organizationId: string, jobId: string): Promise<readonly Freed[]> {
    const deleted = await session.run(this.#statements.deleteJob({ organizationId, jobId }));
    if (deleted.length === 0) return deleted;
    for (const deletePart of this.#statements.deleteParts) await session.run(deletePart({ jobId }));
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
    return this.#change(async (session) => {
      const fresh = await this.#withoutEmitted(session, jobId, results);
      if (fresh.length === 0) {
        const [unchanged] = await session.run(this.#statements.findWritableJob({ jobId, attempt }));
        return unchanged === undefined ? null : jobFromRow(unchanged);
      }
      const failed = fresh.filter((result) => result.status === 'failed').length;
      const bytes = fresh.reduce((sum, result) => sum + storedBytesOfResult(result), 0);
      const counts = { completed: fresh.length - failed, failed, bytes };
      const [row] = await session.run(this.#statements.countResults({ jobId, attempt, ...counts }));
      if (row === undefined) return null;
      let position = row.progress_completed + row.progress_failed - fresh.length;
      for (const result of fresh) {
        await session.run(this.#statements.insertResult(rowOfNewResult(jobId, position, result)));
        position += 1;
      }
      await this.#usage.add(session, row.organization_id, { storedBytes: bytes });
      return jobFromRow(row);
    });
  }

  async #withoutEmitted(session: SqlSession, jobId: string, results: readonly NewJobResult[]) {
    const fresh: NewJobResult[] = [];
    const seen = new Set<string>();
    for (const result of results) {
      if (result.itemId !== null) {
        if (seen.has(result.itemId)) continue;
        seen.add(result.itemId);
        const emitted = await session.run(this.#statements.findEmitted({ jobId, itemId: result.itemId }));
        if (emitted.length > 0) continue;
      }
      fresh.push(result);
    }
    return fresh;
  }

  reportProgress(jobId: string, attempt: number, report: ProgressReport): Promise<Job | null> {
    const assignments: Record<string, unknown> = { version: sql`version + 1` };
    if (report.phase !== undefined) assignments.phase = report.phase;
    if (report.estimatedSecondsRemaining !== undefined) {
      // A job that is to stop has none any more.
      assignments.estimated_seconds_remaining = sql`case status
        when 'running' then ${report.estimatedSecondsRemaining} end`;
    }
    if (report.total !== undefined) {
      // Never below what is already counted.
      assignments.progress_total =
        report.total === null
          ? null
          : sql`case when ${report.total} < progress_completed + progress_failed
                     then progress_completed + progress_failed else ${report.total} end`;
    }
    const update = this.#database.builder
      .updateTable('jobs')
      .set(assignments)
      .where('id', '=', jobId)
      .where('status', 'in', ['running', 'cancelling'])
      .where('attempt', '=', attempt)
      .returningAll()
      .compile();
    return this.#change(async (session) => {
      const [row] = await session.run(update);
      return row === undefined ? null : jobFromRow(row);
    });
  }

  renewLease(jobId: string, attempt: number, leaseExpiresAt: number): Promise<AttemptState | null> {
    return this.#database.write(async (session) => {
      const [row] = await session.run(this.#statements.renewLease({ jobId, attempt, leaseExpiresAt }));
      return row === undefined ? null : attemptStateFromRow(row);
    });
  }

  releaseLeases(now: number): Promise<void> {
    return this.#database.write(async (session) => {
      await session.run(this.#statements.releaseLeases({ now }));
    });
  }

  recordStopped(jobId: string, attempt: number, at: number): Promise<Job | null> {
    return this.#change(async (session) => {
      const [row] = await session.run(this.#statements.recordStopped({ jobId, attempt, at }));
      return row === undefined ? null : jobFromRow(row);
    });
  }

  async due(now: number, limit: number): Promise<string[]> {
    const rows = await this.#database.reader.run(this.#statements.findDue({ now, limit }));
    return rows.map((row) => row.id);
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

  usage(organizationId: string): Promise<OrganizationUsage> {
    return this.#usage.of(this.#database.reader, organizationId);
  }

  observe(listener: (job: Job) => void): void {
    this.#listeners.push(listener);
  }

  /** A write whose job, unless it was refused, is told to the observer after the commit. */
  async #change(work: (session: SqlSession) => Promise<Job | null>): Promise<Job | null> {
    const job = await this.#database.write(work);
    if (job !== null) this.#tell(job);
    return job;
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #recordEvent(session: SqlSession, job: Job, event: JobEvent): Promise<void> {
    await session.run(this.#statements.insertEvent(rowOfEvent(event)));
    const webhook = this.#webhookOf(job, event);
    if (webhook !== null) await this.outbox.enqueue(session, webhook);
  }

  #tell(job: Job): void {
    for (const listener of this.#listeners) listener(job);
  }
}
