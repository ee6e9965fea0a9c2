import type { Kysely } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import { isIn } from '../status-condition.ts';
import type { Tables } from '../tables.ts';

/** Which jobs may start, and when the next one may. */
export function dueStatements(builder: Kysely<Tables>) {
  return {
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
  };
}
