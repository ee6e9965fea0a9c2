import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { filtersByIndex, queriesOf } from '../../test/filters-by-index.ts';
import { wholeWalk } from '../lists/find-places.ts';
import { prepareListQueries } from '../lists/list-queries.ts';
import { migrations } from '../migrations.ts';
import type { Tables } from '../tables.ts';
import { kyselyConnection } from './kysely-connection.ts';

const database = new DatabaseSync(':memory:');
const builder = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyConnection(database) }) });
await new Migrator({ db: builder, provider: { getMigrations: async () => migrations } }).migrateToLatest();
const queries = prepareListQueries(builder);

test.each(filtersByIndex)('the filter $given seeks in $index and reads it in order', ({ given, index, by }) => {
  const seek = by.map((column) => `${column}=?`).join(' AND ');
  for (const query of queriesOf(given)) {
    const walk = wholeWalk(query);
    if (walk === null) throw new Error('no index answers this filter');
    const { sql, parameters } = queries.jobs(walk, 20);
    const plan = database.prepare(`explain query plan ${sql}`).all(...(parameters as never[]));
    const steps = plan.map(({ detail }) => String(detail));

    const walks = steps.filter((step) => step.includes(`INDEX ${index} (${seek}`));
    expect(walks.length).toBeGreaterThan(0);
    // What else is read: the few places of the page, and their jobs by id.
    const others = steps.filter((step) => /^(SCAN|SEARCH)/.test(step) && !walks.includes(step));
    for (const step of others) {
      expect(step).toMatch(/^SCAN (place|merged|stretch|\(subquery|\d+)|sqlite_autoindex_jobs_1/);
    }
  }
});
