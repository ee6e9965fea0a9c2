import { afterEach, expect, test } from 'vitest';
import { InProcessDispatcher } from '../../dispatch/in-process-dispatcher.ts';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { eventually } from '../../test/eventually.ts';
import { memoryStore } from '../../test/memory-store.ts';
import { newJob } from '../../test/new-job.ts';
import { expectOneHistory } from '../../test/racing/expect-one-history.ts';
import { graceMs, leaseMs, racingTypes, retentionMs } from '../../test/racing/racing-process.ts';
import { recordedStore } from '../../test/racing/store-history.ts';
import { TestClock } from '../../test/test-clock.ts';
import type { JobRun } from '../job-definition.ts';
import { JobEngine } from '../job-engine.ts';

const clock = new TestClock();
const organizationId = 'org_one';
const engines: JobEngine[] = [];

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.stop()));
});

async function engineOver(
  store: JobStore,
  workerName: string,
  concurrency: number,
  run: (run: JobRun<unknown>) => Promise<void>,
): Promise<JobEngine> {
  const onError = (error: unknown) => expect.unreachable(String(error));
  const engine = new JobEngine({
    ...{ store, clock, workerName, graceMs, leaseMs, retentionMs, onError },
    dispatcher: new InProcessDispatcher({ store, clock, concurrency, onError }),
    types: racingTypes(run),
    newId: () => newJob().id,
    drainMs: 0,
    shutdownMs: 10_000,
    waitersPerOrganization: 10,
  });
  await engine.start();
  engines.push(engine);
  return engine;
}

function create(store: JobStore): Promise<Job> {
  return store.create(newJob({ organizationId, createdAt: clock.now(), runnableAt: clock.now() }));
}

async function read(store: JobStore, { id }: Job): Promise<Job> {
  return (await store.find(organizationId, id)) as Job;
}

function becomes(store: JobStore, job: Job, status: Job['status']): Promise<Job> {
  return eventually(`${job.id} becomes ${status}`, async () => {
    const now = await read(store, job);
    return now.status === status && now;
  });
}

/** Works until it is told to stop, with a checkpoint at every turn of the event loop. */
async function untilStopped({ checkpoint }: JobRun<unknown>): Promise<never> {
  for (;;) {
    await checkpoint();
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

test('two workers that take jobs from one store end each once, in the attempts that were started (F16)', async () => {
  const { store, taken } = recordedStore(await memoryStore());
  const started: string[] = [];
  const jobs = await Promise.all(Array.from({ length: 2000 }, () => create(store)));
  const note = async ({ jobId, attempt }: JobRun<unknown>) => void started.push(`${jobId}/${attempt}`);

  await Promise.all([engineOver(store, 'one', 20, note), engineOver(store, 'two', 20, note)]);

  const ended: Job[] = [];
  for (const job of jobs) ended.push(await becomes(store, job, 'completed'));
  expect(started.sort()).toEqual(ended.map(({ id, attempt }) => `${id}/${attempt}`).sort());
  expect(taken.filter(({ job }) => job.status === 'completed')).toHaveLength(jobs.length);
  const owners = new Set(taken.filter(({ job }) => job.status === 'running').map(({ job }) => job.leaseOwner));
  expect([...owners].sort()).toEqual(['one', 'two']);
  for (const job of ended.slice(0, 50)) await expectOneHistory(store, job, taken);
});

test('a cancel of one of a hundred running jobs stops that one alone (F11)', async () => {
  const store = await memoryStore();
  const stopped: string[] = [];
  const release = Promise.withResolvers<void>();
  const engine = await engineOver(store, 'one', 100, async ({ jobId, signal }) => {
    signal.addEventListener('abort', () => stopped.push(jobId));
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    await Promise.race([release.promise, aborted]);
  });
  const jobs = await Promise.all(Array.from({ length: 100 }, () => engine.create(command)));
  for (const job of jobs) await becomes(store, job, 'running');
  const chosen = jobs[41] as Job;

  await engine.cancel(organizationId, chosen.id, null);
  await becomes(store, chosen, 'cancelled');

  expect(stopped).toEqual([chosen.id]);
  release.resolve();
  const endings = await Promise.all(jobs.map((job) => becomes(store, job, job === chosen ? 'cancelled' : 'completed')));
  expect(endings).toHaveLength(100);
});

test('a cancel that another engine took stops the worker at its next checkpoint, without a word between them (F12)', async () => {
  const store = await memoryStore();
  await engineOver(store, 'one', 1, untilStopped);
  const other = await engineOver(store, 'two', 0, untilStopped);
  const job = await create(store);
  await clock.advance(1000);
  await becomes(store, job, 'running');

  expect(await other.cancel(organizationId, job.id, null)).toMatchObject({ status: 'cancelling' });

  expect(await becomes(store, job, 'cancelled')).toMatchObject({ cancelForced: false, stoppedAt: clock.now() });
});

test('a cancel that another engine took reaches a worker without checkpoints when it renews its lease (F12)', async () => {
  const store = await memoryStore();
  await engineOver(
    store,
    'one',
    1,
    ({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
  );
  const other = await engineOver(store, 'two', 0, untilStopped);
  const job = await create(store);
  await clock.advance(1000);
  await becomes(store, job, 'running');
  await other.cancel(organizationId, job.id, null);
  expect(await read(store, job)).toMatchObject({ status: 'cancelling' });

  await clock.advance(leaseMs / 3);

  expect(await becomes(store, job, 'cancelled')).toMatchObject({ cancelForced: false });
});

test('a handler that ignores its signal is given up at the grace bound: sealed, late results refused, its slot free (F14)', async () => {
  const store = await memoryStore();
  const deaf = Promise.withResolvers<JobRun<unknown>>();
  const release = Promise.withResolvers<void>();
  const refused: unknown[] = [];
  const engine = await engineOver(store, 'one', 1, async (run) => {
    if (run.input !== null && (run.input as { deaf?: boolean }).deaf !== true) return;
    await run.emit({ id: 'early' });
    deaf.resolve(run);
    await release.promise;
    await run.emit({ id: 'late' }).catch((error: unknown) => refused.push(error));
  });
  const job = await engine.create({ ...command, input: { deaf: true } });
  await deaf.promise;
  const next = await engine.create(command);
  await engine.cancel(organizationId, job.id, null);

  await clock.advance(graceMs - 1000);
  expect([(await read(store, job)).status, (await read(store, next)).status]).toEqual(['cancelling', 'queued']);
  await clock.advance(2000);

  const forced = await becomes(store, job, 'cancelled');
  expect(forced).toMatchObject({ cancelForced: true, stoppedAt: null, progressCompleted: 1 });
  await becomes(store, next, 'completed');
  release.resolve();
  const stopped = await eventually('its stop is noted', async () => {
    const now = await read(store, job);
    return now.stoppedAt !== null && now;
  });
  expect(refused).toMatchObject([{ name: 'JobStopped', stopReason: 'cancelled' }]);
  expect(stopped).toEqual({ ...forced, version: forced.version + 1, stoppedAt: clock.now() });
  expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual(['early']);
});

const command = {
  ...{ organizationId, type: newJob().type, input: {}, name: null, metadata: null, priority: null },
  ...{ scheduledFor: null, timeoutSeconds: null, maxAttempts: null, webhook: null },
};
