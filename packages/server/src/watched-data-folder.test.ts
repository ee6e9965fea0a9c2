import { beforeEach, expect, test } from 'vitest';
import { StoreUnavailableError } from './domain/errors/store-unavailable-error.ts';
import { openSqliteDatabase } from './storage/sqlite/open-sqlite-database.ts';
import { type WatchedDataFolder, watchedDataFolder } from './watched-data-folder.ts';

let now: number;
let told: string[];
let folder: WatchedDataFolder;

const full = new StoreUnavailableError(new StoreUnavailableError(new Error('database or disk is full')));
const refused = () => Promise.reject(full);

beforeEach(async () => {
  now = 1_000_000;
  told = [];
  const listener = {
    away: (reason: unknown) => void told.push(`away: ${reason}`),
    back: (afterMs: number) => void told.push(`back after ${afterMs}`),
  };
  const database = await openSqliteDatabase(':memory:');
  folder = watchedDataFolder(database, listener, { now: () => now });
  folder.watch();
  return () => folder.database.close();
});

test('a folder that takes no writes is told of once with the reason of SQLite, and once when it takes them again', async () => {
  const { database, written } = folder;
  await expect(database.write('3-free', refused)).rejects.toThrow(StoreUnavailableError);
  await expect(database.writeAlone(refused)).rejects.toThrow(StoreUnavailableError);
  expect(told).toEqual(['away: Error: database or disk is full']);
  now += 2500;
  written();
  written();
  expect(told.slice(1)).toEqual(['back after 2500']);
});

test('a write that changed nothing does not tell that there is space again', async () => {
  await expect(folder.database.write('3-free', refused)).rejects.toThrow(StoreUnavailableError);
  now += 5000;
  expect(await folder.database.write('3-free', async () => 'nothing due')).toBe('nothing due');
  expect(told).toHaveLength(1);
});

test('a write that is refused for another reason says nothing of the folder', async () => {
  await expect(folder.database.write('3-free', () => Promise.reject(new Error('a mistake')))).rejects.toThrow(
    'a mistake',
  );
  expect(told).toEqual([]);
});

test('what a folder refuses before it is watched is not told', async () => {
  const told: unknown[] = [];
  const { database, watch } = watchedDataFolder(folder.database, { away: (reason) => told.push(reason), back() {} });
  await expect(database.write('3-free', refused)).rejects.toThrow(StoreUnavailableError);
  expect(told).toEqual([]);
  watch();
  await expect(database.write('3-free', refused)).rejects.toThrow(StoreUnavailableError);
  expect(told).toHaveLength(1);
});

test('what a closed database refuses is not told', async () => {
  const closed = folder.database;
  await closed.close();
  await expect(closed.write('3-free', async () => {})).rejects.toThrow(StoreUnavailableError);
  expect(told).toEqual([]);
  folder = watchedDataFolder(await openSqliteDatabase(':memory:'), { away() {}, back() {} });
});
