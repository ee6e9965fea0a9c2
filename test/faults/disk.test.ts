import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { databaseFaults } from '../history/database-faults.ts';
import { type FaultyServer, faultyServer } from './faulty-server.ts';
import { someOf, thorough } from './thorough.ts';
import { withFailpoint } from './with-failpoint.ts';

const small = { items: 1, item_ms: 0 };

/** Each try that the disk refuses is a line of its own at this level. */
const tellsAll = { JOBWIRE_LOG_LEVEL: 'debug' };

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

// Where a disk can be filled for real, that stands for the first of them.
const commitErrors = thorough ? (['full', 'io_error', 'busy'] as const) : canMount ? [] : (['full'] as const);

test.each(commitErrors)(
  'while every commit ends with %s nothing is stored, and all goes on afterwards (F40)',
  async (what) => {
    const { folder, ...faulty } = faultyServer();
    const whileExists = join(folder, 'broken');
    const { environment, ...failing } = withFailpoint({ statement: '^commit', whileExists, what });
    await faulty.server.start({ ...failing, environment: { ...environment, ...tellsAll } });
    await refusesAndRecovers(
      faulty,
      () => writeFileSync(whileExists, ''),
      () => rmSync(whileExists),
    );
  },
);

test.each(
  someOf(2, [
    { given: 'commits, and what takes them back', statement: '^(commit|rollback)' },
    { given: 'reads', statement: '^select' },
    { given: 'writes of rows', statement: '^(insert|update|delete)' },
    { given: 'the beginning of transactions', statement: '^begin' },
  ]),
)('while $given fail the server answers 503, and goes on afterwards (F40)', async ({ statement }) => {
  const { folder, server, create, ended, send } = faultyServer();
  const whileExists = join(folder, 'broken');
  await server.start(withFailpoint({ statement, whileExists, what: 'io_error' }));
  const before = await create({ items: 3, item_ms: 200 });
  writeFileSync(whileExists, '');
  const [read, created] = await Promise.all([
    send('GET', `/v1/jobs/${before.id}`),
    send('POST', '/v1/jobs', { json: { type: 'history.steps', input: small }, key: 'k' }),
  ]);
  expect([200, 503]).toContain(read.status);
  expect([read.status, created.status]).toContain(503);
  rmSync(whileExists);
  const repeated = await eventually('the create is accepted', async () => {
    const answer = await send('POST', '/v1/jobs', { json: { type: 'history.steps', input: small }, key: 'k' });
    return answer.status === 201 && answer.body;
  });
  expect(await ended(repeated.id)).toMatchObject({ status: 'completed' });
});

test.each(
  someOf(1, [
    { given: 'results', armedBy: 'into "job_results"' },
    { given: 'progress', armedBy: '^update "jobs" set .*"progress_total"' },
    { given: 'end', armedBy: '^update "jobs" set .*"finished_at"' },
  ]),
)('a job whose $given could once not be stored gets through in the same attempt (F40)', async ({ armedBy }) => {
  const { server, create, ended } = faultyServer();
  await server.start(withFailpoint({ statement: '^commit', armedBy, times: 1, what: 'io_error' }));
  const { id } = await create({ items: 2, item_ms: 0 });
  expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, progress: { completed: 2 } });
});

test('while the folder is not where it was nothing is stored, and all goes on when it is back (F40)', async () => {
  const faulty = faultyServer();
  await faulty.server.start({ environment: tellsAll });
  const { data } = faulty;
  await refusesAndRecovers(
    faulty,
    () => renameSync(data, `${data}-moved`),
    () => renameSync(`${data}-moved`, data),
  );
});

test('a server that is started on a full disk says so in one line and leaves a sound folder (F40)', async () => {
  const { server, create, ended } = faultyServer();
  const full = { statement: '^commit', what: 'full' } as const;
  for (const from of [1, 2]) {
    const started = server.start(withFailpoint({ ...full, from }));
    await expect(started).rejects.toThrow(/ended with 2: jobwire: The data folder \S+ cannot be used: .*disk is full/);
  }
  await server.start();
  const { id } = await create(small);
  expect(await ended(id)).toMatchObject({ status: 'completed' });
});

test.runIf(canMount)(
  'on a disk that is full nothing is stored, and all goes on when there is space (F40)',
  async () => {
    const data = mkdtempSync(join(tmpdir(), 'jobwire-small-disk-'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', data]).status !== 0) {
      // A container may be root and not be allowed to mount; the failpoints above stand for it.
      rmSync(data, { recursive: true });
      return;
    }
    const faulty = faultyServer({ data: join(data, 'data') });
    onTestFinished(async () => {
      await faulty.server.end();
      spawnSync('umount', [data]);
      rmSync(data, { recursive: true });
    });
    await faulty.server.start({ environment: tellsAll });
    const filler = join(data, 'filler');
    await refusesAndRecovers(
      faulty,
      () => {
        mkdirSync(filler);
        for (let file = 0, kilobytes = 4096; kilobytes >= 4; file += 1) {
          try {
            writeFileSync(join(filler, `${file}`), Buffer.alloc(kilobytes * 1024));
          } catch {
            kilobytes /= 2;
          }
        }
      },
      () => rmSync(filler, { recursive: true }),
    );
  },
);

async function refusesAndRecovers(
  { server, data, create, ended, get, send }: Omit<FaultyServer, 'folder'>,
  breakDisk: () => void,
  mendDisk: () => void,
): Promise<void> {
  const done = await create(small);
  await ended(done.id);
  const running = await create({ items: 5, item_ms: 200 }, { max_attempts: 5 });
  const soon = new Date(Date.now() + 300).toISOString();
  const waiting = await create(small, { scheduled_for: soon });
  const brokenAt = performance.now();
  breakDisk();
  const refused = await eventually('a create is refused', async () => {
    const answer = await send('POST', '/v1/jobs', { json: { type: 'history.steps', input: small } });
    return answer.status === 503 && answer;
  });
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  expect(refused.body).toMatchObject({ code: 'unavailable', retryable: true });
  expect(await get(done.id)).toMatchObject({ status: 'completed' });
  await new Promise((resolve) => setTimeout(resolve, 1200));
  // A job is due all the while and cannot be claimed; it is tried again now and then, and not all the time.
  const reports = server.running.stderr().split('The database could not take this.').length - 1;
  expect(reports).toBeGreaterThan(0);
  expect(reports / (performance.now() - brokenAt)).toBeLessThan(30 / 1200);
  expect(toldOfFolder(server)).toHaveLength(1);
  const metrics = await fetch(`${server.url}/metrics`);
  expect(await metrics.text()).toContain('\njobwire_database_up 0\n');
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  mendDisk();

  const after = await eventually('a create is accepted', async () => {
    const answer = await send('POST', '/v1/jobs', { json: { type: 'history.steps', input: small } });
    return answer.status === 201 && answer.body;
  });
  expect(await ended(after.id)).toMatchObject({ status: 'completed' });
  await eventually('it is told that writes are taken again', async () => {
    await ended((await create(small)).id);
    return toldOfFolder(server).length > 1;
  });
  expect(toldOfFolder(server)).toEqual([
    expect.stringMatching(
      /^warn: The data folder does not take what is written: (.*full|disk I\/O error|.*locked|.* was deleted, moved or replaced; .*)\.$/,
    ),
    expect.stringMatching(/^info: The data folder takes what is written again, after \d+ s\.$/),
  ]);
  await server.kill();
  expect(databaseFaults(data)).toEqual([]);
  expect(statSync(join(data, 'jobs.db')).size).toBeGreaterThan(0);
  await server.start();
  // An error of the disk is none of the job's: it has to get through.
  expect(await ended(running.id)).toMatchObject({ status: 'completed', progress: { completed: 5 } });
  expect(await ended(waiting.id)).toMatchObject({ status: 'completed' });
  expect(await get(done.id)).toMatchObject({ status: 'completed' });
}

/** The lines of the log that tell whether the folder takes writes. */
function toldOfFolder(server: FaultyServer['server']): string[] {
  return server.running
    .stderr()
    .split('\n')
    .filter((line) => line.includes('"The data folder'))
    .map((line) => JSON.parse(line))
    .map(({ level, msg }) => `${level}: ${msg}`);
}
