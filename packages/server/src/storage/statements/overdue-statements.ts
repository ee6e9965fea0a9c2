import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Kysely } from 'kysely';
import type { OverdueJob } from '../../domain/job-store.ts';
import { isNoneOf } from '../is-one-of.ts';
import { prepareQuery } from '../prepared-query.ts';
import { isIn } from '../status-condition.ts';
import type { JobRow, Tables } from '../tables.ts';

const columns = [
  'id',
  'status',
  'attempt',
  'attempts_spent',
  'max_attempts',
  'lease_owner',
  'lease_expires_at',
  'cancel_deadline_at',
  'deadline_at',
] as const;

type OverdueRow = Pick<JobRow, (typeof columns)[number]>;

export function overdueJobFromRow(row: OverdueRow): OverdueJob {
  return {
    id: row.id,
    status: row.status as JobStatus,
    attempt: row.attempt,
    attemptsSpent: row.attempts_spent,
    maxAttempts: row.max_attempts,
    leaseOwner: row.lease_owner,
    leaseExpiresAt: row.lease_expires_at,
    cancelDeadlineAt: row.cancel_deadline_at,
    deadlineAt: row.deadline_at,
  };
}

/** Which jobs some bound has overtaken. */
export function overdueStatements(builder: Kysely<Tables>) {
  return {
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
  return prepareQuery<{ now: number; limit: number; except: string }, OverdueRow>((argument) =>
    builder
      .selectFrom('jobs')
      .select(columns)
      .where(isIn(statuses))
      .where(isNoneOf(builder, argument('except')))
      .where(bound, '<=', argument('now'))
      .orderBy(bound)
      .limit(argument('limit')),
  );
}
