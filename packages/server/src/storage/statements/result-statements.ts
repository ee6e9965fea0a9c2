import { type Kysely, sql } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import type { JobResultRow, JobRow, Tables } from '../tables.ts';
import { isPostgres } from '../text-column.ts';
import { placeholders } from './placeholders.ts';
import { writable } from './writable.ts';

/** In bytes. `octet_length` needs no more than the header of a row. */
export const sizeOfResult = sql<number>`coalesce(octet_length(output_json), octet_length(error_json), 0)
  + coalesce(octet_length(item_id), 0)`;

/** Results of a job, and their counts on its row. */
export function resultStatements(builder: Kysely<Tables>, locksRows: boolean) {
  return {
    insertResult: prepareQuery<JobResultRow, never>((argument) =>
      builder
        .insertInto('job_results')
        .values(
          placeholders<JobResultRow>(
            ['job_id', 'position', 'item_id', 'status', 'output_json', 'error_json', 'created_at'],
            argument,
          ),
        ),
    ),
    findResults: prepareQuery<{ jobId: string; from: number; limit: number }, JobResultRow>((argument) =>
      builder
        .selectFrom('job_results')
        .selectAll()
        .where('job_id', '=', argument('jobId'))
        .where('position', '>=', argument('from'))
        .orderBy('position')
        .limit(argument('limit')),
    ),
    findResultSizes: prepareQuery<{ jobId: string; from: number; limit: number }, { bytes: number }>((argument) =>
      builder
        .selectFrom('job_results')
        .select(sizeOfResult.as('bytes'))
        .where('job_id', '=', argument('jobId'))
        .where('position', '>=', argument('from'))
        .orderBy('position')
        .limit(argument('limit')),
    ),
    findEmitted: prepareQuery<{ jobId: string; itemId: string }, { item_id: string }>((argument) =>
      builder
        .selectFrom('job_results')
        .select('item_id')
        .where('job_id', '=', argument('jobId'))
        .where(isItem(builder, argument('itemId')))
        .$narrowType<{ item_id: string }>(),
    ),
    findItemIds: prepareQuery<{ jobId: string }, { item_id: string }>((argument) =>
      builder
        .selectFrom('job_results')
        .select('item_id')
        .where('job_id', '=', argument('jobId'))
        .where('item_id', 'is not', null)
        .$narrowType<{ item_id: string }>(),
    ),
    /** The job, if this attempt may still write to it; as it stays until the transaction ends. */
    findWritableJob: prepareQuery<{ jobId: string; attempt: number }, JobRow>((argument) =>
      builder
        .selectFrom('jobs')
        .selectAll()
        .where('id', '=', argument('jobId'))
        .where('status', 'in', writable)
        .where('attempt', '=', argument('attempt'))
        .$if(locksRows, (select) => select.forUpdate()),
    ),
    countResults: prepareQuery<
      { jobId: string; attempt: number; completed: number; failed: number; bytes: number },
      JobRow
    >((argument) =>
      builder
        .updateTable('jobs')
        .set({
          version: sql`version + 1`,
          stored_bytes: sql`stored_bytes + ${argument('bytes')}`,
          progress_completed: sql`progress_completed + ${argument('completed')}`,
          progress_failed: sql`progress_failed + ${argument('failed')}`,
          // A handler that emits more than it announced raises the total, so that the counts never exceed it.
          progress_total: sql`case
            when progress_total < progress_completed + progress_failed + ${argument('completed')} + ${argument('failed')}
            then progress_completed + progress_failed + ${argument('completed')} + ${argument('failed')}
            else progress_total end`,
        })
        .where('id', '=', argument('jobId'))
        .where('status', 'in', writable)
        .where('attempt', '=', argument('attempt'))
        .returningAll(),
    ),
  };
}

/** In the words of the index that finds it. */
function isItem(builder: Kysely<Tables>, itemId: string) {
  return isPostgres(builder)
    ? sql<boolean>`job_item_digest(item_id) = job_item_digest(${itemId})`
    : sql<boolean>`item_id = ${itemId}`;
}
