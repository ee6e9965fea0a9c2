import type { JobSql } from './prepare-job-sql.ts';
import type { SqlTransaction } from './sql-database.ts';
import type { RemovedJobRow } from './tables.ts';

/** What one transaction removes: some ten milliseconds of a database that does nothing else meanwhile. */
const largestSlice = { jobs: 100, results: 5000, bytes: 8 * 1024 * 1024 };

/** What is still there of jobs that are gone, and that nobody can see: their inputs and results. */
export class RemovedContents {
  readonly #sql: JobSql;

  constructor(sql: JobSql) {
    this.#sql = sql;
  }

  /** Removes a slice of it, and tells whether there may be more. */
  async removeSome(): Promise<boolean> {
    const { database, statements } = this.#sql;
    if ((await database.reader.run(statements.findRemoved({ limit: 1 }))).length === 0) return false;
    return database.writeAlone(async (transaction) => {
      const removed = await transaction.run(statements.takeRemoved({ limit: largestSlice.jobs }));
      let { results, bytes } = largestSlice;
      for (const [index, job] of removed.entries()) {
        const fits = job.results <= results && job.stored_bytes <= bytes;
        if (fits) await this.#removeAll(transaction, job);
        else if (index === 0) return (await this.#removeSlice(transaction, job)) || removed.length > 1;
        else return true;
        results -= job.results;
        bytes -= job.stored_bytes;
      }
      return removed.length === largestSlice.jobs;
    });
  }

  async #removeAll(transaction: SqlTransaction, { job_id: jobId }: RemovedJobRow): Promise<void> {
    const { statements } = this.#sql;
    for (const deleteContent of statements.deleteContents) await transaction.run(deleteContent({ jobId }));
    await transaction.run(statements.deleteRemoved({ jobId }));
  }

  /** The first results of a job that are no larger than a slice, or the first one; true while others are left. */
  async #removeSlice(transaction: SqlTransaction, job: RemovedJobRow): Promise<boolean> {
    const { statements } = this.#sql;
    const limit = largestSlice.results;
    const left = await transaction.run(statements.findLeftResults({ jobId: job.job_id, limit }));
    let bytes = 0;
    const beyond = left.findIndex((result, index) => {
      bytes += Number(result.bytes);
      return index > 0 && bytes > largestSlice.bytes;
    });
    if (beyond === -1 && left.length < limit) {
      await this.#removeAll(transaction, job);
      return false;
    }
    const position = left.at(beyond === -1 ? -1 : beyond - 1)?.position ?? 0;
    await transaction.run(statements.deleteResultsUpTo({ jobId: job.job_id, position }));
    return true;
  }
}
