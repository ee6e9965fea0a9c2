import type { Job } from '../domain/job.ts';
import type { JobSql } from './prepare-job-sql.ts';
import type { SqlTransaction } from './sql-database.ts';
import type { Freed } from './statements/retention-statements.ts';

/** So that a purge keeps no other write waiting for long. Rows of keys are small, and come as quickly as jobs. */
const keysPerPurge = 10_000;

/**
 * A job that is no larger leaves with all that it has, so that the many that share a transaction keep nobody waiting for
 * long. The contents of a larger one follow later, some at a time.
 */
const removedAtOnce = { results: 50, bytes: 32 * 1024 };

/** Jobs leave the tables here with all that belongs to them, and what they occupied is given back. */
export class JobRemoval {
  readonly #sql: JobSql;

  constructor(sql: JobSql) {
    this.#sql = sql;
  }

  delete(organizationId: string, jobId: string): Promise<boolean> {
    const { database, usage } = this.#sql;
    return database.write(`1-job ${jobId}`, async (transaction) => {
      const removed = await this.#remove(transaction, organizationId, jobId);
      await usage.free(transaction, removed);
      return removed.length > 0;
    });
  }

  async expired(now: number, limit: number, except: readonly string[]): Promise<Pick<Job, 'id' | 'organizationId'>[]> {
    const { database, statements } = this.#sql;
    const rows = await database.reader.run(statements.findExpired({ now, limit, except: JSON.stringify(except) }));
    return rows.map(({ id, organization_id: organizationId }) => ({ id, organizationId }));
  }

  purge(now: number, limit: number, except: readonly string[]): Promise<number> {
    const { database, statements, usage } = this.#sql;
    return database.writeAlone(async (transaction) => {
      const freed = [...(await transaction.run(statements.deleteExpiredIdempotencyKeys({ now, limit: keysPerPurge })))];
      const expired = await transaction.run(statements.takeExpired({ now, limit, except: JSON.stringify(except) }));
      for (const { id, organization_id: organizationId } of expired) {
        freed.push(...(await this.#remove(transaction, organizationId, id)));
      }
      await usage.free(transaction, freed);
      return expired.length;
    });
  }

  /** What it gave back, which is not counted yet; empty when there was nothing to remove. */
  async #remove(transaction: SqlTransaction, organizationId: string, jobId: string): Promise<readonly Freed[]> {
    const { statements } = this.#sql;
    const deleted = await transaction.run(statements.deleteJob({ organizationId, jobId }));
    const [job] = deleted;
    if (job === undefined) return deleted;
    for (const deletePart of statements.deleteParts) await transaction.run(deletePart({ jobId }));
    const results = job.progress_completed + job.progress_failed;
    if (results <= removedAtOnce.results && job.stored_bytes <= removedAtOnce.bytes) {
      for (const deleteContent of statements.deleteContents) await transaction.run(deleteContent({ jobId }));
    } else {
      await transaction.run(statements.insertRemoved({ job_id: jobId, results, stored_bytes: job.stored_bytes }));
    }
    return deleted;
  }
}
