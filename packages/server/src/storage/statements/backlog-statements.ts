import { type Kysely, sql } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import { isIn, isReady } from '../status-condition.ts';
import type { Tables } from '../tables.ts';

/**
 * The statements behind gauges and health: each walks a small partial index, and no further than told. Each names the
 * order of its index, or else the database might rather walk the index of every job there is.
 */
export function backlogStatements(builder: Kysely<Tables>) {
  return {
    /** One seek for each priority of each organization, however many jobs are due. */
    findOldestDueAt: prepareQuery<{ organizations: number }, { runnable_at: number | null }>((argument) => ({
      compile: () =>
        sql<{ runnable_at: number | null }>`
          with recursive turn (organization_id, place) as (
            select (select min(organization_id) from jobs where ${isReady(true)}), 1
            union all
            select (select min(organization_id) from jobs where ${isReady(true)}
                    and organization_id > turn.organization_id), place + 1
            from turn where organization_id is not null and place < ${argument('organizations')}
          ),
          level (priority) as (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))
          select min(head.runnable_at) as runnable_at from (
            select (select min(runnable_at) from jobs where ${isReady(true)}
                    and organization_id = turn.organization_id and priority = level.priority) as runnable_at
            from turn cross join level where turn.organization_id is not null
          ) as head`.compile(builder),
    })),
    /** Those that wait for their time, of which the sweep has not made the earliest ready yet. */
    findEarliestWaiting: prepareQuery<object, { runnable_at: number }>(() =>
      builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).orderBy('runnable_at').limit(1),
    ),
    countReady: countQueued(builder, true, 'organization_id'),
    countWaiting: countQueued(builder, false, 'runnable_at'),
    countStarted: prepareQuery<{ limit: number }, { status: string; jobs: number }>((argument) =>
      builder
        .selectFrom(
          builder
            .selectFrom('jobs')
            .select('status')
            .where(isIn(['running', 'cancelling']))
            .orderBy('lease_expires_at')
            .limit(argument('limit'))
            .as('started'),
        )
        .select(['started.status', (select) => select.fn.countAll<number>().as('jobs')])
        .groupBy('started.status'),
    ),
    findAnyJob: prepareQuery<object, { id: string }>(() => builder.selectFrom('jobs').select('id').limit(1)),
  };
}

function countQueued(builder: Kysely<Tables>, ready: boolean, order: 'organization_id' | 'runnable_at') {
  return prepareQuery<{ limit: number }, { jobs: number }>((argument) =>
    builder
      .selectFrom(
        builder
          .selectFrom('jobs')
          .select('runnable_at')
          .where(isReady(ready))
          .orderBy(order)
          .limit(argument('limit'))
          .as('queued'),
      )
      .select((select) => select.fn.countAll<number>().as('jobs')),
  );
}
