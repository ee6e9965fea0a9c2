import { type Kysely, sql } from 'kysely';
import type { AttemptState } from '../domain/job-store.ts';
import { columnOf } from './job-rows.ts';
import { prepareQuery } from './prepared-query.ts';
import type { JobEventRow, JobInputRow, JobMetadataRow, JobResultRow, JobRow, Tables } from './tables.ts';

/** Statuses in which an attempt may still write. */
const writable = ['running', 'cancelling'] as const;

/** The statements of fixed shape, each compiled once. A write that names an attempt carries its guard in its `where`. */
export function prepareStatements(builder: Kysely<Tables>) {
  return {
    insertJob: prepareQuery<JobRow, never>((argument) =>
      builder.insertInto('jobs').values(placeholders<JobRow>(jobColumns, argument)),
    ),
    insertInput: prepareQuery<JobInputRow, never>((argument) =>
      builder.insertInto('job_inputs').values(placeholders<JobInputRow>(['job_id', 'input_json'], argument)),
    ),
    insertMetadata: prepareQuery<JobMetadataRow, never>((argument) =>
      builder
        .insertInto('job_metadata')
        .values(placeholders<JobMetadataRow>(['organization_id', 'key', 'value', 'created_at', 'job_id'], argument)),
    ),
    insertEvent: prepareQuery<JobEventRow, never>((argument) =>
      builder
        .insertInto('job_events')
        .values(
          placeholders<JobEventRow>(
            ['job_id', 'sequence', 'type', 'at', 'from_status', 'to_status', 'attempt', 'reason'],
            argument,
          ),
        ),
    ),
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
    findJob: prepareQuery<{ organizationId: string; jobId: string }, JobRow>((argument) =>
      builder
        .selectFrom('jobs')
        .selectAll()
        .where('id', '=', argument('jobId'))
        .where('organization_id', '=', argument('organizationId')),
    ),
    findInput: prepareQuery<{ jobId: string }, { input_json: string }>((argument) =>
      builder.selectFrom('job_inputs').select('input_json').where('job_id', '=', argument('jobId')),
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
    findEmitted: prepareQuery<{ jobId: string; itemId: string }, { item_id: string }>((argument) =>
      builder
        .selectFrom('job_results')
        .select('item_id')
        .where('job_id', '=', argument('jobId'))
        .where('item_id', '=', argument('itemId'))
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
    findEvents: prepareQuery<{ jobId: string; after: number; limit: number }, JobEventRow>((argument) =>
      builder
        .selectFrom('job_events')
        .selectAll()
        .where('job_id', '=', argument('jobId'))
        .where('sequence', '>', argument('after'))
        .orderBy('sequence')
        .limit(argument('limit')),
    ),
    findAttemptState: prepareQuery<{ jobId: string }, AttemptStateRow>((argument) =>
      builder
        .selectFrom('jobs')
        .select(['status', 'attempt', 'cancel_deadline_at'])
        .where('id', '=', argument('jobId')),
    ),
    /** The job, if this attempt may still write to it. */
    findWritableJob: prepareQuery<{ jobId: string; attempt: number }, JobRow>((argument) =>
      builder
        .selectFrom('jobs')
        .selectAll()
        .where('id', '=', argument('jobId'))
        .where('status', 'in', writable)
        .where('attempt', '=', argument('attempt')),
    ),
    countResults: prepareQuery<{ jobId: string; attempt: number; completed: number; failed: number }, JobRow>(
      (argument) =>
        builder
          .updateTable('jobs')
          .set({
            version: sql`version + 1`,
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
    renewLease: prepareQuery<{ jobId: string; attempt: number; leaseExpiresAt: number }, AttemptStateRow>((argument) =>
      builder
        .updateTable('jobs')
        .set({ lease_expires_at: argument('leaseExpiresAt') })
        .where('id', '=', argument('jobId'))
        .where('status', 'in', writable)
        .where('attempt', '=', argument('attempt'))
        .returning(['status', 'attempt', 'cancel_deadline_at']),
    ),
    releaseLeases: prepareQuery<{ now: number }, never>((argument) =>
      builder
        .updateTable('jobs')
        .set({ lease_expires_at: argument('now') })
        .where('status', 'in', writable)
        .where('lease_expires_at', '>', argument('now')),
    ),
    recordStopped: prepareQuery<{ jobId: string; attempt: number; at: number }, JobRow>((argument) =>
      builder
        .updateTable('jobs')
        .set({ version: sql`version + 1`, stopped_at: argument('at') })
        .where('id', '=', argument('jobId'))
        .where('status', '=', 'cancelled')
        .where('attempt', '=', argument('attempt'))
        .where('stopped_at', 'is', null)
        .returningAll(),
    ),
    findDue: prepareQuery<{ now: number; limit: number }, { id: string }>((argument) =>
      builder
        .selectFrom('jobs')
        .select('id')
        .where('status', '=', 'queued')
        .where('runnable_at', '<=', argument('now'))
        .orderBy('priority', 'desc')
        .orderBy('runnable_at')
        .orderBy('id')
        .limit(argument('limit')),
    ),
    findNextDueAt: prepareQuery<{ now: number }, { runnable_at: number }>((argument) =>
      builder
        .selectFrom('jobs')
        .select('runnable_at')
        .where('status', '=', 'queued')
        .where('runnable_at', '>', argument('now'))
        .orderBy('runnable_at')
        .limit(1),
    ),
    findOverdue: prepareQuery<{ now: number; limit: number }, JobRow>((argument) =>
      builder
        .selectFrom('jobs')
        .selectAll()
        .where((where) =>
          where.or([
            where.and([where('status', 'in', writable), where('lease_expires_at', '<=', argument('now'))]),
            where.and([where('status', '=', 'cancelling'), where('cancel_deadline_at', '<=', argument('now'))]),
            where.and([where('status', 'in', ['queued', 'running']), where('deadline_at', '<=', argument('now'))]),
          ]),
        )
        .orderBy('id')
        .limit(argument('limit')),
    ),
  };
}

export interface AttemptStateRow {
  status: string;
  attempt: number;
  cancel_deadline_at: number | null;
}

export function attemptStateFromRow(row: AttemptStateRow): AttemptState {
  return {
    status: row.status as AttemptState['status'],
    attempt: row.attempt,
    cancelDeadlineAt: row.cancel_deadline_at,
  };
}

const jobColumns = Object.values(columnOf);

/** A row whose every value is a placeholder of the column's name. */
function placeholders<Row>(
  columns: readonly (keyof Row & string)[],
  argument: (name: keyof Row & string) => unknown,
): Row {
  return Object.fromEntries(columns.map((column) => [column, argument(column)])) as Row;
}
