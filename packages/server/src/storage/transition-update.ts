import type { JobStatus } from '@jobwire/contract/lifecycle';
import { type Compilable, type CompiledQuery, type Kysely, sql } from 'kysely';
import type { Job } from '../domain/job.ts';
import { storedBytesOfEnd } from '../domain/stored-bytes.ts';
import type { Change, Transition } from '../domain/transition.ts';
import { isOneOf, isSelected } from './is-one-of.ts';
import { columnOf, columnValue } from './job-rows.ts';
import { type Argument, prepareQuery } from './prepared-query.ts';
import { recordedUpdate } from './recorded-update.ts';
import type { SqlDatabase } from './sql-database.ts';
import { firstToStart } from './statements/first-to-start.ts';
import type { JobRow, Tables } from './tables.ts';
import { isPostgres } from './text-column.ts';

/** One value per placeholder: the guard's, then one for each changed member under the member's own name. */
type TransitionArguments = Record<string, string | number | null>;

/**
 * Turns transitions into guarded updates: `update jobs set … where id and status and attempt … returning *`. The guard
 * is part of the write, so two writers can never both succeed.
 */
export function transitionUpdates(database: Pick<SqlDatabase, 'builder' | 'locksRows'>) {
  const { builder } = database;
  const manyAreRecorded = isPostgres(builder);
  const compiledByShape = new Map<string, (given: TransitionArguments) => CompiledQuery<JobRow>>();

  /** Each kind of transition is compiled once. */
  function prepared(
    shape: string,
    build: (argument: Argument<TransitionArguments>) => Compilable<JobRow>,
  ): (given: TransitionArguments) => CompiledQuery<JobRow> {
    let compile = compiledByShape.get(shape);
    if (compile === undefined) {
      compile = prepareQuery<TransitionArguments, JobRow>(build);
      compiledByShape.set(shape, compile);
    }
    return compile;
  }

  return {
    one(jobId: string, transition: Transition): CompiledQuery<JobRow> {
      const compile = prepared(shapeOf(transition), (argument) =>
        update(builder, transition, argument).where('id', '=', argument('guard.id') as string),
      );
      return compile({ ...argumentsOf(transition), 'guard.id': jobId });
    },

    /** The same for the first jobs of an organization that may start. */
    due(organizationId: string, transition: Transition, limit: number): CompiledQuery<JobRow> {
      const compile = prepared(`due ${shapeOf(transition)}`, (argument) => {
        const first = firstToStart(database, {
          organizationId: argument('due.organization') as string,
          now: argument('due.now') as number,
          limit: argument('due.limit') as number,
        });
        return update(builder, transition, argument).where(isSelected(builder, first));
      });
      const given = argumentsOf(transition);
      return compile({ ...given, 'due.organization': organizationId, 'due.now': transition.at, 'due.limit': limit });
    },

    /** Whether `many` stores their events too, and how their metadata ended. */
    manyAreRecorded,

    /** The same for those of several jobs of an organization whose guard lets it pass. */
    many(organizationId: string, jobIds: readonly string[], transition: Transition): CompiledQuery<JobRow> {
      const given = argumentsOf(transition);
      const several = update(builder, transition, (name) => given[name] as never);
      const isGiven = isOneOf(builder, 'id', jobIds);
      if (!manyAreRecorded)
        return several.where(isGiven).where(sql<boolean>`${unindexed}organization_id = ${organizationId}`).compile();
      const inOrder = builder
        .selectFrom('jobs')
        .select('id')
        .where(isGiven)
        .where('organization_id', '=', organizationId)
        .where('status', '=', transition.from)
        // As everybody locks jobs, and a plan for so many may read them in another order.
        .orderBy('id')
        .forUpdate();
      return recordedUpdate(builder, several.where(isSelected(builder, inOrder)), transition);
    },
  };
}

/** In front of a column: SQLite would rather walk all that an organization has in one status than look some jobs up. */
const unindexed = sql`+`;

/** Notes how several jobs ended where lists filtered by metadata walk along. */
export function metadataEnds(builder: Kysely<Tables>, jobIds: readonly string[], endedAs: JobStatus) {
  return builder
    .updateTable('job_metadata')
    .set({ ended_as: endedAs })
    .where(isOneOf(builder, 'job_id', jobIds))
    .compile();
}

/** Two transitions of one shape differ only in their values. Written without lists, since every move asks for it. */
function shapeOf({ to, attempt, due, changes }: Transition): string {
  let shape = `${to},${attempt === null},${due?.member}`;
  for (const member in changes) shape += `,${member}${signOf(changes[member as keyof Job] as Change<unknown>)}`;
  return shape;
}

function signOf(change: Change<unknown>): string {
  if ('set' in change) return '=';
  return 'setIfNull' in change ? '?' : '+';
}

function update(builder: Kysely<Tables>, transition: Transition, argument: Argument<TransitionArguments>) {
  const assignments: Record<string, unknown> = { status: transition.to, version: sql`version + 1` };
  for (const [member, change] of changesOf(transition)) {
    assignments[columnOf[member]] = assignment(columnOf[member], change, argument(member));
  }
  if (transition.changes.runnableAt !== undefined) assignments.ready = argument('ready');
  if (transition.changes.error !== undefined) assignments.stored_bytes = sql`stored_bytes + ${argument('error.bytes')}`;
  let query = builder
    .updateTable('jobs')
    .set(assignments)
    .where('status', '=', argument('guard.status') as string);
  if (transition.attempt !== null) query = query.where('attempt', '=', argument('guard.attempt') as number);
  if (transition.due !== null) {
    query = query.where(columnOf[transition.due.member], '<=', argument('guard.due') as number);
  }
  return query.returningAll();
}

function assignment(column: string, change: Change<unknown>, value: unknown) {
  if ('set' in change) return value;
  if ('setIfNull' in change) return sql`coalesce(${sql.ref(column)}, ${value})`;
  return sql`${sql.ref(column)} + ${value}`;
}

function argumentsOf(transition: Transition): TransitionArguments {
  const given: TransitionArguments = {
    'guard.status': transition.from,
    'guard.attempt': transition.attempt,
    'guard.due': transition.due?.at ?? null,
  };
  for (const [member, change] of changesOf(transition)) given[member] = columnValue(Object.values(change)[0]);
  const { runnableAt, error } = transition.changes;
  if (error !== undefined) given['error.bytes'] = storedBytesOfEnd(transition);
  // One that goes back into the queue and has to rest waits for its time.
  if (runnableAt !== undefined) given.ready = Number(Object.values(runnableAt)[0]) <= transition.at ? 1 : 0;
  return given;
}

function changesOf(transition: Transition) {
  return Object.entries(transition.changes) as [keyof Job, Change<unknown>][];
}
