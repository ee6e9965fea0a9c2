import { type JobStatus, terminalJobStatuses } from '@jobwire/contract/lifecycle';
import { type Kysely, sql } from 'kysely';
import type { AttemptState } from '../domain/job-store.ts';
import { columnOf } from './job-rows.ts';
import { prepareQuery } from './prepared-query.ts';
import { isIn } from './status-condition.ts';
import type {
  IdempotencyKeyRow,
  JobEventRow,
  JobInputRow,
  JobMetadataRow,
  JobResultRow,
  JobRow,
  Tables,
} from './tables.ts';

/** What removing something gives back to its organization. */
export type Freed = Pick<JobRow, 'organization_id' | 'stored_bytes'>;

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
    /** Returns nothing when the key is taken. */
    insertIdempotencyKey: prepareQuery<IdempotencyKeyRow, { key: string }>((argument) =>
      builder
        .insertInto('idempotency_keys')
        .values(
          placeholders<IdempotencyKeyRow>(
            ['organization_id', 'key', 'body_digest', 'answer', 'expires_at', 'stored_bytes'],
            argument,
          ),
        )
        .onConflict((conflict) => conflict.columns(['organization_id', 'key']).doNothing())
        .returning('key'),
    ),
    deleteExpiredIdempotencyKey: prepareQuery<{ organizationId: string; key: string; now: number }, Freed>((argument) =>
      builder
        .deleteFrom('idempotency_keys')
        .where('organization_id', '=', argument('organizationId'))
        .where('key', '=', argument('key'))
        .where('expires_at', '<=', argument('now'))
        .returning(['organization_id', 'stored_bytes']),
    ),
    findIdempotencyKey: prepareQuery<{ organizationId: string; key: string }, IdempotencyKeyRow>((argument) =>
      builder
        .selectFrom('idempotency_keys')
        .selectAll()
        .where('organization_id', '=', argument('organizationId'))
        .where('key', '=', argument('key')),
    ),
    deleteExpiredIdempotencyKeys: prepareQuery<{ now: number; limit: number }, Freed>((argument) =>
      builder
        .deleteFrom('idempotency_keys')
        .where(({ eb, refTuple, selectFrom }) =>
          eb(
            refTuple('organization_id', 'key'),
            'in',
            selectFrom('idempotency_keys')
              .select(['organization_id', 'key'])
              .where('expires_at', '<=', argument('now'))
              .orderBy('expires_at')
              .limit(argument('limit'))
              .$asTuple('organization_id', 'key'),
          ),
        )
        .returning(['organization_id', 'stored_bytes']),
    ),
    deleteJob: prepareQuery<{ organizationId: string; jobId: string }, Freed>((argument) =>
      builder
        .deleteFrom('jobs')
        .where('id', '=', argument('jobId'))
        .where('organization_id', '=', argument('organizationId'))
        .where('status', 'in', terminalJobStatuses)
        .returning(['organization_id', 'stored_bytes']),
    ),
    findExpired: prepareQuery<{ now: number; limit: number }, { id: string; organization_id: string }>((argument) =>
      builder
        .selectFrom('jobs')
        .select(['id', 'organization_id'])
        .where('expires_at', 'is not', null)
        .where('expires_at', '<=', argument('now'))
        .orderBy('expires_at')
        .limit(argument('limit')),
    ),
    deleteParts: (['job_inputs', 'job_metadata', 'job_results', 'job_events'] as const).map((table) =>
      prepareQuery<{ jobId: string }, never>((argument) =>
        builder.deleteFrom(table).where('job_id', '=', argument('jobId')),
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
        .where(isIn(writable))
        .where('lease_expires_at', '>', argument('now')),
    ),
    recordStopped: prepareQuery<{ jobId: string; attempt: number; at: number }, JobRow>((argument) =>
      builder
        .updateTable('jobs')
        .set({ version: sql`version + 1`, stopped_at: argument('at') })
        .where('id', '=', argument('jobId'))
        .where('status', '=', 'cancelled')
        .where('cancel_forced', '=', 1)
        .where('attempt', '=', argument('attempt'))
        .where('stopped_at', 'is', null)
        .returningAll(),
    ),
    findDue: prepareQuery<{ now: number; limit: number }, { id: string }>((argument) =>
      builder
        .selectFrom('jobs')
        .select('id')
        .where(isIn(['queued']))
        .where('runnable_at', '<=', argument('now'))
        // One past its deadline expires at the next sweep, without having run.
        .where((where) => where.or([where('deadline_at', 'is', null), where('deadline_at', '>', argument('now'))]))
        .orderBy('priority', 'desc')
        .orderBy('runnable_at')
        .orderBy('id')
        .limit(argument('limit')),
    ),
    findNextDueAt: prepareQuery<{ now: number }, { runnable_at: number }>((argument) =>
      builder
        .selectFrom('jobs')
        .select('runnable_at')
        .where(isIn(['queued']))
        .where('runnable_at', '>', argument('now'))
        .orderBy('runnable_at')
        .limit(1),
    ),
    /** One for each bound, since each has an index of its own. */
    findOverdue: [
      overdue(builder, 'lease_expires_at', ['running', 'cancelling']),
      overdue(builder, 'cancel_deadline_at', ['cancelling']),
      overdue(builder, 'deadline_at', ['queued', 'running']),
    ],
  };
}

function overdue(
  builder: Kysely<Tables>,
  bound: 'lease_expires_at' | 'cancel_deadline_at' | 'deadline_at',
  statuses: readonly JobStatus[],
) {
  return prepareQuery<{ now: number; limit: number }, JobRow>((argument) =>
    builder
      .selectFrom('jobs')
      .selectAll()
      .where(isIn(statuses))
      .where(bound, '<=', argument('now'))
      .orderBy(bound)
      .limit(argument('limit')),
  );
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

const jobColumns = [...Object.values(columnOf), 'stored_bytes'] as const;

/** A row whose every value is a placeholder of the column's name. */
function placeholders<Row>(
  columns: readonly (keyof Row & string)[],
  argument: (name: keyof Row & string) => unknown,
): Row {
  return Object.fromEntries(columns.map((column) => [column, argument(column)])) as Row;
}
