import type { JobStatus } from '@jobwire/contract/lifecycle';
import { type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import type { PlannedByValues } from '../sql-database.ts';
import type { JobRow, Tables } from '../tables.ts';
import { isPostgres } from '../text-column.ts';
import {
  inOrder,
  type ListArgument,
  type ListArguments,
  type Pair,
  placesOf,
  type Walk,
  walkArguments,
  walkShape,
} from './walk.ts';

/** Where a job is in a list. */
export type JobPlaceRow = Pick<JobRow, 'id' | 'created_at'>;

/** What is left of a filter when a walk has answered its part of it. */
export interface Rest {
  readonly pairs: readonly Pair[];
  readonly type: string | null;
  readonly statuses: readonly JobStatus[] | null;
}

export type ListQueries = ReturnType<typeof prepareListQueries>;

/** The queries of lists. Each shape of filter is compiled once, since that costs more than to read a page. */
export function prepareListQueries(builder: Kysely<Tables>) {
  const joining = isPostgres(builder) ? 'lateral' : 'union';
  const compiledByShape = new Map<string, (given: ListArguments) => CompiledQuery<unknown>>();

  function prepared<Row>(shape: string, given: ListArguments, build: (argument: ListArgument) => RawBuilder<unknown>) {
    let compile = compiledByShape.get(shape);
    if (compile === undefined) {
      compile = prepareQuery<ListArguments, unknown>((argument) => ({
        compile: () => build(argument).compile(builder),
      }));
      compiledByShape.set(shape, compile);
    }
    return plannedByValues(compile(given) as CompiledQuery<Row>);
  }

  return {
    /** The jobs of a walk that answers the whole filter. */
    jobs: (walk: Walk, limit: number) =>
      prepared<JobRow>(
        `jobs ${walkShape(walk)}`,
        walkArguments(walk, limit),
        (
          argument,
        ) => sql`select jobs.* from (${placesOf(walk, argument, joining)}) as place inner join jobs on jobs.id = place.id
          ${inOrder(walk, sql.ref('place.id'), sql.ref('place.created_at'))}`,
      ),

    /** The same with only where the jobs are. */
    places: (walk: Walk, limit: number) =>
      prepared<JobPlaceRow>(`places ${walkShape(walk)}`, walkArguments(walk, limit), (argument) =>
        placesOf(walk, argument, joining),
      ),

    /** The jobs of the given ids, in any order. */
    rows: (ids: readonly string[]) =>
      plannedByValues(builder.selectFrom('jobs').selectAll().where('id', 'in', ids).compile() as CompiledQuery<JobRow>),

    /** How far a walk comes in so many entries: the last of them, or nothing when it ends before. */
    reach: (walk: Walk, entries: number) =>
      prepared<JobPlaceRow>(
        `reach ${walkShape(walk)}`,
        { ...walkArguments(walk, entries), skipped: entries - 1 },
        (argument) => sql`select id, created_at from (${placesOf(walk, argument, joining)}) as walked
          ${inOrder(walk)} limit 1 offset ${argument('skipped')}`,
      ),

    /** Of the first `entries` jobs of a walk those that match the rest of the filter too, at most `limit`. */
    matches: (walk: Walk, rest: Rest, entries: number, limit: number) =>
      prepared<JobPlaceRow>(
        `matches ${walkShape(walk)} ${rest.pairs.length} ${rest.type !== null} ${rest.statuses?.length}`,
        { ...walkArguments(walk, entries), ...restArguments(rest), most: limit },
        (argument) => sql`select walked.id, walked.created_at from (${placesOf(walk, argument, joining)}) as walked
          inner join jobs on jobs.id = walked.id ${matching(rest, argument)}
          ${inOrder(walk, sql.ref('walked.id'), sql.ref('walked.created_at'))} limit ${argument('most')}`,
      ),
  };
}

function plannedByValues<Row>(query: CompiledQuery<Row>): CompiledQuery<Row> {
  const planned: PlannedByValues = { plannedByValues: true };
  return { ...query, ...planned } as CompiledQuery<Row>;
}

function matching({ pairs, type, statuses }: Rest, argument: ListArgument): RawBuilder<unknown> {
  const conditions = pairs.map(
    (_, index) => sql`exists (select 1 from job_metadata where job_id = walked.id
      and key = ${argument(`restKey${index}`)} and value = ${argument(`restValue${index}`)})`,
  );
  if (type !== null) conditions.push(sql`jobs.type = ${argument('restType')}`);
  if (statuses !== null) {
    conditions.push(sql`jobs.status in (${sql.join(statuses.map((_, index) => argument(`restStatus${index}`)))})`);
  }
  return sql`where ${sql.join(conditions, sql` and `)}`;
}

function restArguments({ pairs, type, statuses }: Rest): ListArguments {
  const given: ListArguments = { restType: type };
  for (const [index, [key, value]] of pairs.entries()) {
    given[`restKey${index}`] = key;
    given[`restValue${index}`] = value;
  }
  for (const [index, status] of statuses?.entries() ?? []) given[`restStatus${index}`] = status;
  return given;
}
