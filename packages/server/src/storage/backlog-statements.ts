import type { Kysely } from 'kysely';
import { prepareQuery } from './prepared-query.ts';
import { isIn } from './status-condition.ts';
import type { Tables } from './tables.ts';

/** The statements behind gauges and health: each walks a small partial index, in its order, and no further than told. */
export function prepareBacklogStatements(builder: Kysely<Tables>) {
  return {
    findOldestDueAt: prepareQuery<{ now: number }, { runnable_at: number }>((argument) =>
      builder
        .selectFrom('jobs')
        .select('runnable_at')
        .where(isIn(['queued']))
        .where('runnable_at', '<=', argument('now'))
        .orderBy('runnable_at')
        .limit(1),
    ),
    countQueued: prepareQuery<{ limit: number }, { jobs: number }>((argument) =>
      builder
        .selectFrom(
          builder
            .selectFrom('jobs')
            .select('runnable_at')
            .where(isIn(['queued']))
            .orderBy('runnable_at')
            .limit(argument('limit'))
            .as('queued'),
        )
        .select((select) => select.fn.countAll<number>().as('jobs')),
    ),
    countStarted: prepareQuery<{ limit: number }, { status: string; jobs: number }>((argument) =>
      builder
        .selectFrom(
          builder
            .selectFrom('jobs')
            .select('status')
            .where(isIn(['running', 'cancelling']))
            // Without this order the database would rather walk the index of every job there is.
            .orderBy('lease_expires_at')
            .limit(argument('limit'))
            .as('started'),
        )
        .select(['started.status', (select) => select.fn.countAll<number>().as('jobs')])
        .groupBy('started.status'),
    ),
    findAnyJob: prepareQuery<Record<never, never>, { id: string }>(() =>
      builder.selectFrom('jobs').select('id').limit(1),
    ),
  };
}
