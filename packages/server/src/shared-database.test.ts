import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { defineJob } from './engine/job-definition.ts';
import type { JobServerOptions } from './job-server-options.ts';
import { eventually } from './test/eventually.ts';
import { testDatabaseUrl } from './test/postgres/test-database.ts';
import { openServer, type RunningServer } from './test/running-server.ts';

const databaseUrl = await testDatabaseUrl();

/** Where a job of type `held` runs, and what it was told. */
interface Held {
  readonly server: string;
  readonly jobId: string;
  readonly stopped: Promise<unknown>;
  letGo(): void;
}

let held: Held[];

beforeEach(() => {
  held = [];
});

/** One process of several, though all of them are this one: they have nothing in common but the database. */
async function processOf(name: string, options: Partial<JobServerOptions> = {}): Promise<RunningServer> {
  const work = defineJob({
    type: 'held',
    description: 'Runs until it is let go.',
    input: {},
    run: ({ jobId, signal, emit }) =>
      new Promise<void>((resolve, reject) => {
        const stopped = new Promise((told) => signal.addEventListener('abort', () => told(signal.reason)));
        stopped.then(reject);
        held.push({ server: name, jobId, stopped, letGo: () => void emit({ output: name }).then(resolve, reject) });
      }),
  });
  const running = await openServer({ databaseUrl, handlers: [work], ...options });
  onTestFinished(() => running.close());
  return running;
}

function runningJob(jobId: string): Promise<Held> {
  return eventually(`${jobId} runs`, () => held.find((job) => job.jobId === jobId));
}

describe('processes on one database', () => {
  test('answer requests here and run jobs there', async () => {
    const api = await processOf('api', { role: 'api' });
    await processOf('worker', { role: 'worker' });

    const created = await api.create({ type: 'held', input: {} });
    const job = await runningJob(created.id);
    expect(job.server).toBe('worker');
    job.letGo();

    expect(await api.ended(created.id)).toMatchObject({ status: 'completed', progress: { completed: 1 } });
    const results = await api.send('GET', `/v1/jobs/${created.id}/results`);
    expect(results.body.data).toMatchObject([{ output: 'worker' }]);
  });

  test('bring a cancel that one of them accepts to the handler that another one runs (F12)', async () => {
    const api = await processOf('api', { role: 'api' });
    // So that the handler is not told by the next renewal of its lease.
    await processOf('worker', { role: 'worker', leaseMs: 3_600_000 });
    const created = await api.create({ type: 'held', input: {} });
    const job = await runningJob(created.id);

    const cancelled = await api.send('POST', `/v1/jobs/${created.id}/cancel`);

    expect(cancelled.body.status).toBe('cancelling');
    expect(await job.stopped).toMatchObject({ stopReason: 'cancelled' });
    expect(await api.ended(created.id)).toMatchObject({ status: 'cancelled', cancellation: { forced: false } });
  });

  test('stream the events of a job to whoever listens at another one', async () => {
    const [one, other] = [await processOf('one', { role: 'api' }), await processOf('other')];
    const created = await one.create({ type: 'held', input: {} });
    const stream = one.send('GET', `/v1/jobs/${created.id}/events`, { headers: { Accept: 'text/event-stream' } });
    (await runningJob(created.id)).letGo();

    const events = [...(await stream).text.matchAll(/^event: (job\.\w+)$/gm)].map(([, type]) => type);
    expect(events.filter((type) => type !== 'job.progress')).toEqual(['job.queued', 'job.started', 'job.completed']);
    expect((await other.send('GET', `/v1/jobs/${created.id}`)).body.status).toBe('completed');
  });

  test('take each job once, however many of them look for work (F16)', async () => {
    const runs = new Map<string, number>();
    const count = defineJob({
      type: 'count',
      description: 'Counts.',
      input: {},
      run: async ({ jobId }) => void runs.set(jobId, (runs.get(jobId) ?? 0) + 1),
    });
    const processes = await Promise.all(
      ['one', 'two', 'three'].map((name) => processOf(name, { handlers: [count], concurrency: 20 })),
    );
    const create = (index: number) => processes[index % 3]?.create({ type: 'count', input: {} });
    // A few at a time: all three share this process, and none of their statements is to wait for long.
    const created = [];
    for (let batch = 0; batch < 15; batch += 1)
      created.push(...(await Promise.all(Array.from({ length: 20 }, (_, index) => create(index)))));

    const ended = [];
    for (const [index, job] of created.entries()) ended.push(await processes[(index + 1) % 3]?.ended(job.id));

    for (const job of ended) expect(job).toMatchObject({ status: 'completed', attempt: 1 });
    expect([...runs.values()]).toEqual(created.map(() => 1));
  });

  test('of which one only runs jobs has nothing but its health and its metrics to show', async () => {
    const worker = await processOf('worker', { role: 'worker' });

    expect((await worker.send('GET', '/readyz')).status).toBe(200);
    expect((await worker.send('GET', '/metrics')).text).toContain('jobwire_attempts_running 0');
    expect((await worker.send('GET', '/v1/jobs')).status).toBe(404);
  });

  test('tell which of them leads, that they hear each other, and what they have of the database', async () => {
    const processes = [await processOf('one'), await processOf('other', { databaseConnections: 3 })];
    const told = async () => Promise.all(processes.map(async ({ send }) => (await send('GET', '/metrics')).text));

    const texts = await eventually('one leads and both hear', async () => {
      const found = await told();
      const count = (line: string) => found.filter((text) => text.includes(`\n${line}\n`)).length;
      return count('jobwire_leader 1') === 1 && count('jobwire_database_listening 1') === 2 && found;
    });

    expect(texts.filter((text) => text.includes('\njobwire_leader 0\n'))).toHaveLength(1);
    expect(texts[1]).toContain('\njobwire_database_connections_limit 3\n');
    for (const text of texts) {
      expect(text).toContain('\njobwire_database_up 1\n');
      expect(text).toMatch(/\njobwire_database_connections\{state="(active|idle)"\} [1-9]/);
    }
  });
});

test('a role other than all needs a database to share, and jobs are kept in one place', async () => {
  const data = ':memory:';
  await expect(openServer({ data, role: 'worker' })).rejects.toThrow('role worker needs a database');
  await expect(openServer({ data, databaseUrl })).rejects.toThrow('give one of data and databaseUrl');
});
