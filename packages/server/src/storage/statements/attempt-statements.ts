import { type Kysely, sql } from 'kysely';
import type { AttemptState } from '../../domain/job-store.ts';
import { isSelected } from '../is-one-of.ts';
import { prepareQuery } from '../prepared-query.ts';
import { isIn } from '../status-condition.ts';
import type { JobRow, Tables } from '../tables.ts';
import { writable } from './writable.ts';

/** What an attempt asks and writes. Each write carries its guard in its `where`. */
export function attemptStatements(builder: Kysely<Tables>, locksRows: boolean) {
  return {
    findAttemptState: prepareQuery<{ jobId: string }, AttemptStateRow>((argument) =>
      builder
        .selectFrom('jobs')
        .select(['status', 'attempt', 'cancel_deadline_at'])
        .where('id', '=', argument('jobId')),
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
        .where('lease_expires_at', '>', argument('now'))
        .$if(locksRows, (update) =>
          update.where(
            isSelected(
              builder,
              builder
                .selectFrom('jobs')
                .select('id')
                .where(isIn(writable))
                .where('lease_expires_at', '>', argument('now'))
                // In the order in which all others lock jobs.
                .orderBy('id')
                .forUpdate(),
            ),
          ),
        ),
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
