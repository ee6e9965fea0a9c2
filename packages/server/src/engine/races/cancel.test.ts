import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { memoryStore } from '../../test/memory-store.ts';
import { newJob } from '../../test/new-job.ts';
import { gatedStore } from '../../test/racing/gated-store.ts';
import { interleavings } from '../../test/racing/interleaving.ts';
import { racingProcess, racingTypes } from '../../test/racing/racing-process.ts';
import { TestClock, turns } from '../../test/test-clock.ts';

const clock = new TestClock();
const types = racingTypes(async ({ checkpoint, emit }) => {
  await checkpoint();
  await emit({ id: 'kept' });
});

function create(store: JobStore): Promise<Job> {
  return store.create(newJob({ createdAt: clock.now(), runnableAt: clock.now() }));
}

async function read(store: JobStore, { organizationId, id }: Job): Promise<Job> {
  return (await store.find(organizationId, id)) as Job;
}

test('a cancel that comes just before the finish is written is kept for ever, with the results before it (F9)', async () => {
  const store = await memoryStore();
  const finishing = gatedStore(store, 'appendResults', 'after');
  const worker = racingProcess({ name: 'worker', clock, types, store: finishing.store });
  const caller = racingProcess({ name: 'caller', clock, types, store });
  const job = await create(store);
  const working = worker.work(job.id);
  await finishing.arrived;

  expect(await caller.cancel(job)).toMatchObject({ status: 'cancelling' });
  finishing.open();
  await working;

  const ended = await read(store, job);
  expect(ended).toMatchObject({ status: 'cancelled', progressCompleted: 1, error: null, cancelForced: false });
  expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual(['kept']);
  expect((await store.events(job.id, 0, 10)).map(({ type }) => type)).toEqual([
    'job.queued',
    'job.started',
    'job.cancelling',
    'job.cancelled',
  ]);
  await worker.work(job.id);
  await caller.sweep();
  expect(await read(store, job)).toEqual(ended);
});

test('of a finish and a cancel exactly one wins, in a thousand random orders of their steps (F10)', async () => {
  const store = await memoryStore();
  const endings = new Set<string>();
  await fc.assert(
    fc.asyncProperty(interleavings, async (interleaving) => {
      const job = await create(store);
      const [worker, caller] = ['worker', 'caller'].map((name) =>
        racingProcess({ name, clock, types, store: interleaving.storeFor(name, store) }),
      ) as [ReturnType<typeof racingProcess>, ReturnType<typeof racingProcess>];
      let answer: unknown;
      await interleaving.run([
        ['the work', () => worker.work(job.id)],
        [
          'the cancel',
          () =>
            caller.cancel(job).then(
              (given) => (answer = given),
              (error) => (answer = error),
            ),
        ],
      ]);

      const ended = await read(store, job);
      if (answer instanceof Error) {
        expect(answer).toMatchObject({ name: 'JobAlreadyTerminalError', job: ended });
        expect(ended.status).toBe('completed');
      } else expect(ended.status).toBe('cancelled');
      expect(ended.progressCompleted).toBe((await store.results(job.id, 0, 10)).length);
      endings.add(`${ended.status} after ${ended.attempt} attempts with ${ended.progressCompleted} results`);
    }),
    fastCheckRuns(1000),
  );
  expect([...endings].sort()).toEqual([
    'cancelled after 0 attempts with 0 results',
    'cancelled after 1 attempts with 0 results',
    'cancelled after 1 attempts with 1 results',
    'completed after 1 attempts with 1 results',
  ]);
});

test('twenty cancels at the same time, and five after them, are one cancel with one event (F13)', async () => {
  const store = await memoryStore();
  let release = Promise.withResolvers<void>();
  const parked = racingTypes(() => release.promise);
  await fc.assert(
    fc.asyncProperty(interleavings, fc.boolean(), async (interleaving, isRunning) => {
      const job = await create(store);
      release = Promise.withResolvers<void>();
      const process = racingProcess({ name: 'worker', clock, types: parked, store });
      const working = isRunning ? process.work(job.id) : undefined;
      while (isRunning && (await read(store, job)).status !== 'running') await turns(1);
      const requestedAt = clock.now();
      const callers = Array.from({ length: 20 }, (_, index) =>
        racingProcess({
          name: `caller ${index}`,
          clock,
          types,
          store: interleaving.storeFor(`caller ${index}`, store),
        }),
      );
      const answers: Job[] = [];
      await interleaving.run(
        callers.map((caller, index) => [
          `caller ${index}`,
          async () => answers.push(await caller.cancel(job, `reason ${index}`)),
        ]),
      );
      for (let again = 0; again < 5; again += 1) {
        await clock.jump(1000);
        answers.push(await process.cancel(job, 'again'));
      }

      // All but the lease, which goes on being renewed.
      const [first, ...others] = answers.map((answer) => ({ ...answer, leaseExpiresAt: null }));
      expect(others).toEqual(others.map(() => first));
      expect(first).toMatchObject({ cancelRequestedAt: requestedAt, status: isRunning ? 'cancelling' : 'cancelled' });
      release.resolve();
      await working;
      const events = (await store.events(job.id, 0, 100)).map(({ type }) => type);
      expect(events.filter((type) => type === 'job.cancelling')).toHaveLength(isRunning ? 1 : 0);
      expect(events.filter((type) => type === 'job.cancelled')).toHaveLength(1);
    }),
    fastCheckRuns(30),
  );
});
