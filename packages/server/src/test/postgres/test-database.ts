import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { afterAll, inject, onTestFinished } from 'vitest';
import { openPostgresDatabase } from '../../storage/postgres/open-postgres-database.ts';
import type { SqlDatabase } from '../../storage/sql-database.ts';

let made = 0;

/** Makes an empty database for the length of one test file, and gives its URL. */
export async function testDatabaseUrl(): Promise<string> {
  const { url, drop } = await newDatabase();
  afterAll(drop);
  return url;
}

/** Makes an empty database for the length of one test, and gives its URL. */
export async function databaseUrlOfTest(): Promise<string> {
  const { url, drop } = await newDatabase();
  onTestFinished(drop);
  return url;
}

async function newDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const answer = JSON.parse(await text(connect(inject('postgresSocket')))) as { url: string } | { error: string };
  if ('error' in answer) throw new Error(`There is no PostgreSQL for this test: ${answer.error}`);
  made += 1;
  const name = `jobwire_test_${process.pid}_${performance.timeOrigin.toFixed()}_${made}`;
  await onServer(answer.url, `create database ${name}`);
  const url = new URL(answer.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(answer.url, `drop database ${name} with (force)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Gives the same database each time, empty again: the connections stay, which closing them each time would cost. */
export async function testDatabase(): Promise<() => Promise<SqlDatabase>> {
  const url = await testDatabaseUrl();
  const database = await openPostgresDatabase({ url });
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const { rows } = await admin.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`,
  );
  const emptyAll = rows.map(({ name }) => `delete from ${name}`).join('; ');
  afterAll(async () => {
    await admin.end();
    await database.close();
  });
  return async () => {
    await admin.query(emptyAll);
    const { builder, locksRows, largeWrites, reader } = database;
    return {
      builder,
      locksRows,
      largeWrites,
      reader,
      write: (first, work) => database.write(first, work),
      writeAlone: (work) => database.writeAlone(work),
      close: async () => {},
    };
  };
}
