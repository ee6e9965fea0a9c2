import type { Job } from '@jobwire/contract';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { testDatabaseUrl } from '../../packages/server/src/test/postgres/test-database.ts';
import { createJob, readJob, readResults, request } from './api.ts';
import { endAll, type Running, runJobwire, startJobwire } from './jobwire.ts';
import { runHere } from './run-here.ts';

const databaseUrl = await testDatabaseUrl();
const key = 'sk_acme_0123456789';
afterEach(endAll);

const environment = { JOBWIRE_DATABASE_URL: databaseUrl, JOBWIRE_API_KEYS: `${key}=acme`, JOBWIRE_DRAIN: '0s' };
const serve = (...args: string[]) => startJobwire(['serve', '--port', '0', ...args], { environment });

async function becomes(server: Running, job: Job, status: string): Promise<Job> {
  return eventually(`${job.id} becomes ${status}`, async () => {
    const now = await readJob(server, key, job.id);
    return now.status === status && now;
  });
}

async function stopsWell(server: Running): Promise<void> {
  const { exitCode, stderr } = await server.stop();
  expect(exitCode).toBe(0);
  // A slow machine has slow requests in its log, and nothing went wrong for that.
  expect(stderr).not.toMatch(/"level":"(warn|error)"/);
}

test('a server that answers, and workers that come and go, are processes of their own on one database', async () => {
  const [api, first] = await Promise.all([serve('--role', 'api'), serve('--role', 'worker')]);
  expect(api.stdout()).toContain('  role       api');
  expect(first.stdout()).toContain('  role       worker');
  const job = await createJob(api, key, { items: 80, item_ms: 100 });
  await eventually('it has results', async () => (await readJob(api, key, job.id)).progress.completed > 0);

  await stopsWell(first);
  expect(await readJob(api, key, job.id)).toMatchObject({ status: 'queued', attempt: 1 });

  const second = await serve('--role', 'worker');
  const completed = await becomes(api, job, 'completed');
  expect(completed).toMatchObject({ attempt: 2, progress: { completed: 80 } });
  expect((await readResults(api, key, job.id)).data.map(({ index }) => index)).toEqual([...Array(80).keys()]);

  const endless = await createJob(api, key, { items: 1000, item_ms: 60_000 });
  await becomes(api, endless, 'running');
  const asked = await request(api, key, `/v1/jobs/${endless.id}/cancel`, { method: 'POST' });
  expect(((await asked.json()) as Job).status).toBe('cancelling');
  expect(await becomes(api, endless, 'cancelled')).toMatchObject({ cancellation: { forced: false } });
  await Promise.all([api, second].map(stopsWell));
});

test('a database that cannot be reached is said in one line, without its password', async () => {
  const { exitCode, stderr } = await runJobwire(['serve', '--database-url', 'postgres://jobs:canary@127.0.0.1:1/jobs']);

  expect(exitCode).toBe(2);
  expect(stderr).toBe(
    'jobwire: The database postgres://jobs:***@127.0.0.1:1/jobs cannot be used: connect ECONNREFUSED 127.0.0.1:1.\n',
  );
});

test('--check-config shows a database without its password', async () => {
  const { stdout } = await runJobwire(['serve', '--check-config'], {
    environment: { JOBWIRE_DATABASE_URL: 'postgres://jobs:canary@db/jobs?password=canary' },
  });

  expect(stdout).toContain('postgres://jobs:***@db/jobs?password=***');
  expect(stdout).not.toContain('canary');
});

test.each([
  { query: 'sslmode=bogus', want: 'its sslmode has to be one of disable, require, verify-ca, verify-full' },
  { query: 'sslmode=verify-ca', want: 'sslmode=verify-ca needs sslrootcert, the file with the certificate of' },
  { query: 'sslrootcert=/none/ca.pem', want: 'its sslrootcert /none/ca.pem cannot be read: there is no such file.' },
])('--check-config, serve and migrate refuse a URL with $query in the same words', async ({ query, want }) => {
  // Nobody answers there, so that whoever connected would say something else.
  const url = `postgres://jobs:canary@127.0.0.1:1/jobs?${query}`;
  const [checked, ...others] = await Promise.all(
    [['serve', '--check-config'], ['serve', '--port', '0'], ['migrate'], ['migrate', '--check']].map((args) =>
      runHere([...args, '--database-url', url]),
    ),
  );

  expect(checked).toMatchObject({ exitCode: 2, stdout: '' });
  expect(checked?.stderr).toContain(
    `jobwire: The database postgres://jobs:***@127.0.0.1:1/jobs?${query} cannot be used: `,
  );
  expect(checked?.stderr).toContain(want);
  for (const ended of others) expect(ended).toEqual(checked);
});
