import { isTerminal, type JobStatus } from '@jobwire/contract/lifecycle';
import type { Job } from '../domain/job.ts';
import { eventOf } from '../domain/job-event.ts';
import { storedBytesOfEnd } from '../domain/stored-bytes.ts';
import type { Transition } from '../domain/transition.ts';
import { jobFromRow, noMetadataJson } from './job-rows.ts';
import type { JobSql } from './prepare-job-sql.ts';
import type { SqlTransaction } from './sql-database.ts';
import type { JobRow } from './tables.ts';
import { metadataEnds } from './transition-update.ts';

/** Transitions, of one job or of many in one transaction, each with its event and with what it changes beside the row. */
export class JobMoves {
  readonly #sql: JobSql;

  constructor(sql: JobSql) {
    this.#sql = sql;
  }

  /** Null when its guard did not let it pass. */
  async move(transaction: SqlTransaction, jobId: string, transition: Transition): Promise<Job | null> {
    const { statements, updates, events } = this.#sql;
    const [row] = await transaction.run(updates.one(jobId, transition));
    if (row === undefined) return null;
    const job = jobFromRow(row);
    if (isTerminal(job.status) && row.metadata_json !== noMetadataJson) {
      await transaction.run(statements.endMetadata({ jobId, endedAs: job.status }));
    }
    await events.record(transaction, { job, event: eventOf(job, transition) });
    await this.#countEnded(transaction, job.organizationId, transition, 1);
    return job;
  }

  /** The first jobs of an organization that may start, in the order in which they are to. */
  claimDue(organizationId: string, claim: Transition, limit: number): Promise<Job[]> {
    const { database, updates, events } = this.#sql;
    return database.write('3-free', async (transaction) => {
      const rows = await transaction.run(updates.due(organizationId, claim, limit));
      const jobs = rows.map(jobFromRow).sort(byTurn);
      await events.record(transaction, ...jobs.map((job) => ({ job, event: eventOf(job, claim) })));
      return jobs;
    });
  }

  /** The same as a move of each job, in statements over all of them. */
  async moveAll(organizationId: string, jobIds: readonly string[], transition: Transition): Promise<Job[]> {
    if (jobIds.length === 0) return [];
    const { database, updates, events } = this.#sql;
    return database.writeAlone(async (transaction) => {
      const rows = await transaction.run(updates.many(organizationId, jobIds, transition));
      const rowById = new Map(rows.map((row) => [row.id, row]));
      const jobs = [...new Set(jobIds)].flatMap((id) => rowById.get(id) ?? []).map(jobFromRow);
      const recorded = jobs.map((job) => ({ job, event: eventOf(job, transition) }));
      if (updates.manyAreRecorded) {
        await events.announce(transaction, recorded);
      } else {
        if (isTerminal(transition.to)) await this.#endMetadata(transaction, rows, transition.to);
        await events.record(transaction, ...recorded);
      }
      await this.#countEnded(transaction, organizationId, transition, jobs.length);
      return jobs;
    });
  }

  async #endMetadata(transaction: SqlTransaction, rows: readonly JobRow[], endedAs: JobStatus): Promise<void> {
    const jobIds = rows.filter((row) => row.metadata_json !== noMetadataJson).map(({ id }) => id);
    if (jobIds.length > 0) await transaction.run(metadataEnds(this.#sql.database.builder, jobIds, endedAs));
  }

  async #countEnded(
    transaction: SqlTransaction,
    organizationId: string,
    transition: Transition,
    jobs: number,
  ): Promise<void> {
    if (!isTerminal(transition.to) || jobs === 0) return;
    const storedBytes = jobs * storedBytesOfEnd(transition);
    await this.#sql.usage.add(transaction, organizationId, { openJobs: -jobs, storedBytes });
  }
}

/** In the order in which jobs are to start. */
function byTurn(one: Job, other: Job): number {
  return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : 1);
}
