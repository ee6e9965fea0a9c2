import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { prepareQuery } from '../prepared-query.ts';
import type { JobRow, Tables } from '../tables.ts';
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

/** What a page of places needs of a job. */
export type JobPlaceRow = Pick<JobRow, 'id' | 'created_at' | 'status'>;

export type ListQueries = ReturnType<typeof prepareListQueries>;

/** The queries of lists. Each shape of filter is compiled once, since that costs more than to read a page. */
export function prepareListQueries(builder: Kysely<Tables>) {
  const compiledByShape = new Map<string, (given: ListArguments) => CompiledQuery<unknown>>();

  function prepared<Row>(shape: string, given: ListArguments, build: (argument: ListArgument) => RawBuilder<unknown>) {
    let compile = compiledByShape.get(shape);
    if (compile === undefined) {
      compile = prepareQuery<ListArguments, unknown>((argument) => compilable(build(argument)));
      compiledByShape.set(shape, compile);
    }
    return compile(given) as CompiledQuery<Row>;
  }

  function compilable(text: RawBuilder<unknown>): Compilable<unknown> {
    return { compile: () => text.compile(builder) };
  }

  return {
    /** The first places of a walk. */
    places: (walk: Walk, limit: number) =>
      prepared<JobPlaceRow>(`places ${walkShape(walk)}`, walkArguments(walk, limit), (argument) =>
        placesOf(walk, argument),
      ),

    /** The jobs at the first places of a walk. */
    jobs: (walk: Walk, limit: number) =>
      prepared<JobRow>(
        `jobs ${walkShape(walk)}`,
        walkArguments(walk, limit),
        (argument) => sql`select jobs.* from (${placesOf(walk, argument)}) as place
          inner join jobs on jobs.id = place.id ${inOrder(walk, sql.ref('place.id'), sql.ref('place.created_at'))}`,
      ),

    /** The jobs of the given ids, in any order. */
    rows: (ids: readonly string[]) =>
      builder.selectFrom('jobs').selectAll().where('id', 'in', ids).compile() as CompiledQuery<JobRow>,

    /** How far a walk comes in so many entries: the last of them, or nothing when it ends before. */
    reach: (walk: Walk, entries: number) =>
      prepared<JobPlaceRow>(
        `reach ${walkShape(walk)}`,
        { ...walkArguments(walk, entries), skipped: entries - 1 },
        (argument) => sql`select id, created_at, status from (${placesOf(walk, argument)}) as walked
          ${inOrder(walk)} limit 1 offset ${argument('skipped')}`,
      ),

    /** Those of the first `entries` places of a walk whose jobs carry the other pairs too, at most `limit`. */
    matches: (walk: Walk, others: readonly Pair[], entries: number, limit: number) =>
      prepared<JobPlaceRow>(
        `matches ${others.length} ${walkShape(walk)}`,
        { ...walkArguments(walk, entries), ...pairArguments(others), most: limit },
        (argument) => sql`select id, created_at, status from (${placesOf(walk, argument)}) as walked
          where ${sql.join(
            others.map(
              (_, index) => sql`exists (select 1 from job_metadata where job_id = walked.id
                and key = ${argument(`key${index}`)} and value = ${argument(`value${index}`)})`,
            ),
            sql` and `,
          )} ${inOrder(walk)} limit ${argument('most')}`,
      ),
  };
}

function pairArguments(pairs: readonly Pair[]): ListArguments {
  return Object.fromEntries(
    pairs.flatMap(([key, value], index) => [
      [`key${index}`, key],
      [`value${index}`, value],
    ]),
  );
}
