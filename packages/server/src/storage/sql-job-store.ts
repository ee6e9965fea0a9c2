import { sql } from 'kysely';
import type { Job, NewJob } from '../domain/job.ts';
import { eventOf, type JobEvent } from '../domain/job-event.ts';
import type { JobResult, NewJobResult } from '../domain/job-result.ts';
import type { AttemptState, JobQuery, JobStore, ProgressReport } from '../domain/job-store.ts';
import type { Transition } from '../domain/transition.ts';
import { eventFromRow, jobFromRow, resultFromRow, rowOfEvent, rowOfNewJob, rowOfNewResult } from './job-rows.ts';
import { listJobsQuery } from './list-jobs-query.ts';
import type { SqlDatabase, SqlSession } from './sql-database.ts';
import { attemptStateFromRow, prepareStatements } from './statements.ts';
import { transitionUpdates } from './transition-update.ts';

/** The job store in SQL, the same for every dialect. */
export class SqlJobStore implements JobStore {
  readonly #database: SqlDatabase;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #transitionUpdate: ReturnType<typeof transitionUpdates>;

  constructor(database: SqlDatabase) {
    this.#database = database;
    this.#statements = prepareStatements(database.builder);
    this.#transitionUpdate = transitionUpdates(database.builder);
  }

  create(job: NewJob): Promise<Job> {
    return this.#database.write(async (session) => {
      const row = rowOfNewJob(job);
      const created = jobFromRow(row);
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
      await this.#recordEvent(session, {
        jobId: job.id,
        sequence: created.version,
        type: 'job.queued',
        at: job.createdAt,
        from: null,
        to: 'queued',
        attempt: 0,
        reason: null,
      });
      return created;
    });
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
    return this.#database.write(async (session) => {
      const [row] = await session.run(this.#transitionUpdate(jobId, transition));
      if (row === undefined) return null;
      const job = jobFromRow(row);
      await this.#recordEvent(session, eventOf(job, transition));
      return job;
    });
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
    return this.#database.write(async (session) => {
      const fresh = await this.#withoutEmitted(session, jobId, results);
      if (fresh.length === 0) {
        const [unchanged] = await session.run(this.#statements.findWritableJob({ jobId, attempt }));
        return unchanged === undefined ? null : jobFromRow(unchanged);
      }
      const failed = fresh.filter((result) => result.status === 'failed').length;
      const counts = { completed: fresh.length - failed, failed };
      const [row] = await session.run(this.#statements.countResults({ jobId, attempt, ...counts }));
      if (row === undefined) return null;
      let position = row.progress_completed + row.progress_failed - fresh.length;
      for (const result of fresh) {
        await session.run(this.#statements.insertResult(rowOfNewResult(jobId, position, result)));
        position += 1;
      }
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
      assignments.estimated_seconds_remaining = report.estimatedSecondsRemaining;
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
    return this.#database.write(async (session) => {
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
    return this.#database.write(async (session) => {
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
    const rows = await this.#database.reader.run(this.#statements.findOverdue({ now, limit }));
    return rows.map(jobFromRow);
  }

  close(): Promise<void> {
    return this.#database.close();
  }

  async #recordEvent(session: SqlSession, event: JobEvent): Promise<void> {
    await session.run(this.#statements.insertEvent(rowOfEvent(event)));
  }
}
