import { globSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const server = 'packages/server/src';

const domain = [`${server}/domain/*.test.ts`];
const store = [
  `${server}/storage/sqlite/*-query-plans.test.ts`,
  `${server}/storage/*.test.ts`,
  `${server}/storage/statements/*.test.ts`,
  `${server}/storage/lists/*.test.ts`,
  `${server}/storage/sqlite/sqlite-webhook-outbox.test.ts`,
  `${server}/storage/sqlite/sqlite-job-store.test.ts`,
  `${server}/storage/sqlite/sqlite-organization-usage.test.ts`,
];
/** Also the store in a folder, which is slow and says the same of any statement. */
const sqlite = [`${server}/storage/sqlite/*.test.ts`];
const quickSqlite = [`${server}/storage/sqlite/{data-folder,group-commit}.test.ts`];
const engine = [`${server}/engine/**/!(*-on-postgres).test.ts`];
const sequences = [`${server}/http/call-sequences.test.ts`];
const observed = [
  `${server}/telemetry/{server-metrics,tracing}.test.ts`,
  `${server}/{shutdown,create-job-server}.test.ts`,
];

/** The same rules on a database where statements do otherwise: for what no test on SQLite notices. */
const postgresStore = [`${server}/storage/postgres/*.test.ts`];
/** Slow: for what no test on SQLite reaches. */
const postgres = [
  ...postgresStore,
  `${server}/engine/job-engine-on-postgres.test.ts`,
  `${server}/shared-database.test.ts`,
];

/** The tests that a folder's mutants are tried on, those first that are quick and notice most. */
const related: readonly (readonly [folder: string, globs: readonly string[]])[] = [
  [`${server}/domain/`, [...domain, ...store, ...quickSqlite, ...engine, ...sequences]],
  [`${server}/storage/sqlite/`, [...sqlite, ...engine]],
  [`${server}/storage/postgres/`, postgres],
  [`${server}/storage/`, [...store, ...quickSqlite, ...engine, ...sequences, ...postgresStore]],
  [`${server}/engine/`, [...engine, ...sequences, ...observed]],
  [`${server}/dispatch/`, [`${server}/dispatch/*.test.ts`, ...engine, ...sequences]],
];

/** Test files, from the root of the repository, in the order in which to run them. */
export function relatedTests(file: string): string[] {
  return filesOf(related.find(([folder]) => file.startsWith(folder))?.[1] ?? [`${server}/**/*.test.ts`]);
}

/** The tests that need PostgreSQL. */
export function testsOnPostgres(): string[] {
  return filesOf(postgres);
}

function filesOf(globs: readonly string[]): string[] {
  return [...new Set(globs.flatMap((glob) => globSync(glob, { cwd: root }).sort()))];
}
