import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import { newJob } from '../../test/new-job.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { FilesInPlace } from './files-in-place.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

let parent: string;
let folder: string;
let store: SqlJobStore;

beforeEach(async () => {
  parent = mkdtempSync(join(tmpdir(), 'jobwire-files-'));
  folder = join(parent, 'data');
  store = new SqlJobStore(await openSqliteDatabase(folder));
  return async () => {
    await store.close();
    rmSync(parent, { recursive: true });
  };
});

describe.each(['jobs.db', 'jobs.db-wal'])('a store whose %s', (name) => {
  const reason = new RegExp(`^${name} was deleted, moved or replaced; `);

  test('was deleted takes no writes, and still reads', async () => {
    const job = await store.create(newJob());
    rmSync(join(folder, name));

    const refused = await store.create(newJob()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreUnavailableError);
    expect((refused as StoreUnavailableError).cause).toMatchObject({ message: expect.stringMatching(reason) });
    expect(await store.jobs([job.id])).toEqual([job]);
  });

  test('was replaced takes no writes until the one that it had is back', async () => {
    await store.create(newJob());
    const path = join(folder, name);
    renameSync(path, `${path}.moved`);
    writeFileSync(path, readFileSync(`${path}.moved`));
    await expect(store.create(newJob())).rejects.toThrow(StoreUnavailableError);

    renameSync(`${path}.moved`, path);
    const job = await store.create(newJob());
    expect(await store.jobs([job.id])).toEqual([job]);
  });
});

test('a store whose folder was moved takes no writes, since another process may find the place free', async () => {
  await store.create(newJob());
  renameSync(folder, `${folder}-moved`);
  await expect(store.create(newJob())).rejects.toThrow(StoreUnavailableError);
});

test('a database in memory has no files that could go', () => {
  const database = new DatabaseSync(':memory:');
  expect(() => new FilesInPlace(database).check()).not.toThrow();
  database.close();
});
