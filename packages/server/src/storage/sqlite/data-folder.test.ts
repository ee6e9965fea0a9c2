import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { everyTransition } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { DataFolderInUseError, openDataFolder } from './data-folder.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

const holderScript = join(import.meta.dirname, '../../test/hold-data-folder.ts');

let parent: string;
let folder: string;

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'jobwire-folder-'));
  folder = join(parent, 'data');
});

afterEach(() => rm(parent, { recursive: true }));

/** A process that has the folder open, with a transaction under way. */
async function holder(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [holderScript, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('what a write would take back is kept in memory, and not in a temporary file outside of the folder', () => {
  const database = openDataFolder(folder);
  expect(database.prepare('pragma temp_store').get()).toEqual({ temp_store: 2 });
  database.close();
});

test('a second process is refused with a message that names the holder, and a killed holder leaves no lock', async () => {
  const child = await holder();
  try {
    expect(() => openDataFolder(folder)).toThrow(DataFolderInUseError);
    expect(() => openDataFolder(folder)).toThrow(`in use by process ${child.pid} on `);
    await expect(openSqliteDatabase(folder)).rejects.toThrow(folder);
  } finally {
    await kill(child);
  }

  const database = openDataFolder(folder);
  expect(database.prepare('select word from kept').all()).toEqual([{ word: 'committed' }]);
  expect(JSON.parse(await readFile(join(folder, 'holder.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  database.close();
});

test('a folder whose database cannot be brought up to date is let go of as it was', async () => {
  const before = openDataFolder(folder);
  before.exec('create table jobs (theirs text)');
  before.close();

  await expect(openSqliteDatabase(folder)).rejects.toThrow('table "jobs" already exists');

  const database = openDataFolder(folder);
  expect(database.prepare(`select name from sqlite_schema where type = 'table'`).all()).toEqual([{ name: 'jobs' }]);
  database.close();
});

test('a folder that this process has open is refused too', () => {
  const first = openDataFolder(folder);

  expect(() => openDataFolder(folder)).toThrow(`process ${process.pid}`);

  first.close();
  openDataFolder(folder).close();
});

test('a holder whose note cannot be read is still a holder', async () => {
  const first = openDataFolder(folder);
  await writeFile(join(folder, 'holder.json'), 'not json');

  expect(() => openDataFolder(folder)).toThrow('in use by another process');

  first.close();
});

test('the note of a dead holder, or of a reused process id, keeps nobody out', async () => {
  await mkdir(folder);
  await writeFile(join(folder, 'holder.json'), JSON.stringify({ pid: process.ppid, host: 'here', since: 'now' }));

  openDataFolder(folder).close();
});

test('folder and files can be read by their owner alone', async () => {
  const store = new SqlJobStore(await openSqliteDatabase(folder));
  await store.create(newJob());

  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  const files = await readdir(folder);
  expect(files).toContain('jobs.db');
  for (const file of files) expect([file, (await stat(join(folder, file))).mode & 0o777]).toEqual([file, 0o600]);
  await store.close();
});

test('a folder that cannot be used gives the error of the system, not that it is in use', async () => {
  await writeFile(folder, 'a file');
  expect(() => openDataFolder(folder)).toThrow(/EEXIST/);

  const broken = join(parent, 'broken');
  await mkdir(broken);
  await writeFile(join(broken, 'jobs.db'), 'this is not a database, and long enough to be seen as none'.repeat(20));
  await chmod(join(broken, 'jobs.db'), 0o600);
  expect(() => openDataFolder(broken)).toThrow(/not a database/);
});

test('everything is there again after a restart', async () => {
  const first = new SqlJobStore(await openSqliteDatabase(folder));
  const job = await first.create(newJob({ input: '{"a":1}', metadata: { team: 'red' } }));
  await first.transition(job.id, everyTransition.claimed[0]({ now: job.createdAt, attempt: 0 }));
  await first.appendResults(job.id, 1, [
    { itemId: 'a', status: 'completed', output: '{"n":1}', error: null, createdAt: job.createdAt },
  ]);
  const running = await first.reportProgress(job.id, 1, { total: 3, phase: 'half way' });
  const [results, events] = [await first.results(job.id, 0, 10), await first.events(job.id, 0, 10)];
  await first.close();

  const second = new SqlJobStore(await openSqliteDatabase(folder));

  expect(await second.find(job.organizationId, job.id)).toEqual(running);
  expect(await second.input(job.id)).toBe('{"a":1}');
  expect(await second.results(job.id, 0, 10)).toEqual(results);
  expect(await second.events(job.id, 0, 10)).toEqual(events);
  expect(await second.emittedItemIds(job.id)).toEqual(['a']);
  const filter = { statuses: null, type: null, metadata: [['team', 'red']], createdAfter: null, createdBefore: null };
  const query = { organizationId: job.organizationId, filter, order: 'desc', after: null, limit: 10 } as const;
  expect((await second.list(query as never)).entries).toEqual([running]);
  await second.close();
});

test('closing commits the writes that wait', async () => {
  const first = new SqlJobStore(await openSqliteDatabase(folder));
  const jobs = Array.from({ length: 300 }, () => newJob());
  const written = jobs.map((job) => first.create(job));
  await first.close();
  await Promise.all(written);

  const second = new SqlJobStore(await openSqliteDatabase(folder));
  for (const job of jobs) expect(await second.find(job.organizationId, job.id)).not.toBeNull();
  await second.close();
});
