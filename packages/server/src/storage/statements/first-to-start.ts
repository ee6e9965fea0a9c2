import type { SqlDatabase } from '../sql-database.ts';
import { isReady } from '../status-condition.ts';

/** A job of an organization to start next, by the values or the placeholders that are given. */
interface Given {
  readonly organizationId: string;
  readonly now: number;
  readonly limit: number;
}

/**
 * The first jobs of an organization that may start, to be claimed. Those that another process is about to claim are left
 * to it. Those past their deadline are stepped over: there are few, since the sweeper ends them.
 */
export function firstToStart(
  { builder, locksRows }: Pick<SqlDatabase, 'builder' | 'locksRows'>,
  { organizationId, now, limit }: Given,
) {
  return builder
    .selectFrom('jobs')
    .select('id')
    .where(isReady(true))
    .where('organization_id', '=', organizationId)
    .where('runnable_at', '<=', now)
    .where((where) => where.or([where('deadline_at', 'is', null), where('deadline_at', '>', now)]))
    .orderBy('priority', 'desc')
    .orderBy('runnable_at')
    .orderBy('id')
    .limit(limit)
    .$if(locksRows, (select) => select.forUpdate().skipLocked());
}
