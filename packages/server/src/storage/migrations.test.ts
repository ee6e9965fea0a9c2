import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { migrations } from './migrations.ts';
import { kyselyConnection } from './sqlite/kysely-connection.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
}

const steps = Object.keys(migrations);

/** The columns of each table once the first so many steps are taken. */
async function columnsAfter(count: number): Promise<Map<string, readonly Column[]>> {
  const database = new DatabaseSync(':memory:');
  const builder = new Kysely<unknown>({ dialect: new SqliteDialect({ database: kyselyConnection(database) }) });
  const taken = Object.fromEntries(steps.slice(0, count).map((name) => [name, migrations[name] as Migration]));
  await new Migrator({ db: builder, provider: { getMigrations: async () => taken } }).migrateToLatest();
  const tables = database
    .prepare(`select name from sqlite_schema where type = 'table' and name not like 'kysely%'`)
    .all();
  const columns = new Map(
    tables.map(({ name }) => {
      const rows = database.prepare(`pragma table_info(${name})`).all() as unknown as Column[];
      return [
        String(name),
        rows.map(({ name: column, type, notnull, dflt_value }) => ({ name: column, type, notnull, dflt_value })),
      ];
    }),
  );
  database.close();
  return columns;
}

test.each(steps.slice(1).map((step, index) => ({ step, count: index + 1 })))(
  'a server from before $step reads and writes what that step leaves',
  async ({ count }) => {
    const [before, after] = [await columnsAfter(count), await columnsAfter(count + 1)];

    for (const [table, columns] of before) {
      const left = after.get(table) ?? [];
      expect(left.filter(({ name }) => columns.some((column) => column.name === name))).toEqual(columns);
      const added = left.filter(({ name }) => !columns.some((column) => column.name === name));
      for (const { name, notnull, dflt_value } of added) {
        expect({ table, name, canBeLeftOut: notnull === 0 || dflt_value !== null }).toMatchObject({
          canBeLeftOut: true,
        });
      }
    }
  },
);
