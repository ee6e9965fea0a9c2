import { type Kysely, sql } from 'kysely';
import { isSelected } from '../is-one-of.ts';
import { type Argument, prepareQuery } from '../prepared-query.ts';
import { isReady } from '../status-condition.ts';
import type { Tables } from '../tables.ts';

interface Batch {
  readonly now: number;
  readonly limit: number;
}

/** Which jobs may start, and when the next one may. */
export function dueStatements(builder: Kysely<Tables>, locksRows: boolean) {
  const waiting = (argument: Argument<Batch>) =>
    builder
      .selectFrom('jobs')
      .select('id')
      .where(isReady(false))
      .where('runnable_at', '<=', argument('now'))
      .orderBy('runnable_at')
      .limit(argument('limit'));
  return {
    /** One seek for each organization, however many jobs it has. */
    findDueOrganizations: prepareQuery<{ after: string; limit: number }, { organization_id: string }>((argument) => ({
      compile: () =>
        sql<{ organization_id: string }>`
          with recursive turn (organization_id, place) as (
            select (select min(organization_id) from jobs where ${isReady(true)}
                    and organization_id > ${argument('after')}), 1
            union all
            select (select min(organization_id) from jobs where ${isReady(true)}
                    and organization_id > turn.organization_id), place + 1
            from turn where organization_id is not null and place < ${argument('limit')}
          )
          select organization_id from turn where organization_id is not null`.compile(builder),
    })),
    /** Of the first `examined` alone, so that many whose deadline has passed hold up nobody. */
    findDue: prepareQuery<{ organizationId: string; now: number; limit: number; examined: number }, { id: string }>(
      (argument) =>
        builder
          .selectFrom((from) =>
            from
              .selectFrom('jobs')
              .select(['id', 'deadline_at', 'priority', 'runnable_at'])
              .where(isReady(true))
              .where('organization_id', '=', argument('organizationId'))
              .where('runnable_at', '<=', argument('now'))
              .orderBy('priority', 'desc')
              .orderBy('runnable_at')
              .orderBy('id')
              .limit(argument('examined'))
              .as('first'),
          )
          .select('id')
          // One past its deadline expires at the next sweep, without having run.
          .where((where) => where.or([where('deadline_at', 'is', null), where('deadline_at', '>', argument('now'))]))
          .orderBy('priority', 'desc')
          .orderBy('runnable_at')
          .orderBy('id')
          .limit(argument('limit')),
    ),
    findWaiting: prepareQuery(waiting),
    /** Those that wait and whose time has come, the longest due first. What another process marks is left to it. */
    markReady: prepareQuery<Batch, never>((argument) => {
      const first = waiting(argument).$if(locksRows, (select) => select.forUpdate().skipLocked());
      return builder.updateTable('jobs').set({ ready: 1 }).where(isSelected(builder, first));
    }),
    markOneReady: prepareQuery<{ jobId: string; now: number }, never>((argument) =>
      builder
        .updateTable('jobs')
        .set({ ready: 1 })
        .where('id', '=', argument('jobId'))
        .where(isReady(false))
        .where('runnable_at', '<=', argument('now')),
    ),
    findNextDueAt: prepareQuery<{ now: number }, { runnable_at: number }>((argument) =>
      builder
        .selectFrom('jobs')
        .select('runnable_at')
        .where(isReady(false))
        .where('runnable_at', '>', argument('now'))
        .orderBy('runnable_at')
        .limit(1),
    ),
  };
}
