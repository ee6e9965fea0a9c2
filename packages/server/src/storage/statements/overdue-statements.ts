import type { JobStatus } from '@jobwire/contract/lifecycle';
import type { Kysely } from 'kysely';
import { isNoneOf } from '../is-one-of.ts';
import { prepareQuery } from '../prepared-query.ts';
import { isIn } from '../status-condition.ts';
import type { JobRow, Tables } from '../tables.ts';

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
  return prepareQuery<{ now: number; limit: number; except: string }, JobRow>((argument) =>
    builder
      .selectFrom('jobs')
      .selectAll()
      .where(isIn(statuses))
      .where(isNoneOf(builder, argument('except')))
      .where(bound, '<=', argument('now'))
      .orderBy(bound)
      .limit(argument('limit')),
  );
}
