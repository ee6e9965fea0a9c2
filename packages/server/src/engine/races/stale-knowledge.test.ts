import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../../domain/errors/store-unavailable-error.ts';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { cancelAsked, claimed, requeued, stopConfirmed, workCompleted } from '../../domain/transition.ts';
import { fastCheckRuns } from '../../test/fast-check-runs.ts';
import { memoryStore } from '../../test/memory-store.ts';
import { newJob } from '../../test/new-job.ts';
import { overriddenStore } from '../../test/overridden-store.ts';
import { expectOneHistory } from '../../test/racing/expect-one-history.ts';
import { gatedStore } from '../../test/racing/gated-store.ts';
import { interleavings } from '../../test/racing/interleaving.ts';
import { graceMs, leaseMs, racingProcess, racingTypes, retentionMs } from '../../test/racing/racing-process.ts';
import { recordedStore } from '../../test/racing/store-history.ts';
import { TestClock } from '../../test/test-clock.ts';
import type { JobRun } from '../job-definition.ts';

const types = racingTypes((run) => run.emit({ id: `of attempt ${run.attempt}` }));

async function read(store: JobStore, { organizationId, id }: Job): Promise<Job> {
  return (await store.find(organizationId, id)) as Job;
}

test('a worker whose renewals fail while it works leaves one outcome, whoever else takes the job meanwhile (F20)', async () => {
  const { store, taken } = recordedStore(await memoryStore());
  const endings = new Set<string>();
  await fc.assert(
    fc.asyncProperty(interleavings, fc.integer({ min: 1, max: 3 }), async (interleaving, maxAttempts) => {
      taken.length = 0;
      const clock = new TestClock();
      const now = clock.now();
      const job = await store.create(newJob({ createdAt: now, runnableAt: now, maxAttempts }));
      const cutOff = overriddenStore(interleaving.storeFor('cut off', store), {
        renewLease: () => Promise.reject(new StoreUnavailableError('the heartbeat is lost')),
      });
      const worker = racingProcess({ name: 'cut off', clock, types, store: cutOff });
      const other = racingProcess({ name: 'other', clock, types, store: interleaving.storeFor('other', store) });
      await interleaving.run([
        ['the work', () => worker.work(job.id)],
        ['the lease runs out', () => clock.jump(leaseMs)],
        ['the sweep', () => other.sweep()],
        ['the rest is over', () => clock.jump(10_000)],
        ['the next attempt', () => other.work(job.id)],
      ]);
      await clock.jump(10_000);
      await other.work(job.id);
      await other.work(job.id);

      const ended = await read(store, job);
      await expectOneHistory(store, ended, taken);
      endings.add(`${ended.status} in attempt ${ended.attempt}`);
    }),
    fastCheckRuns(500),
  );
  expect([...endings].sort()).toEqual(['completed in attempt 1', 'completed in attempt 2', 'failed in attempt 1']);
});

test('a sweeper that hears late of the attempt it ended leaves the next one alone, which the same process has begun', async () => {
  const clock = new TestClock();
  const store = await memoryStore();
  const job = await store.create(newJob({ createdAt: clock.now(), runnableAt: clock.now() }));
  const lease = { leaseOwner: 'lost', leaseExpiresAt: clock.now() + leaseMs };
  await store.transition(job.id, claimed({ now: clock.now(), ...lease }));
  await clock.jump(leaseMs);
  const parked = gatedStore(store, 'transition', 'after');
  const began = Promise.withResolvers<JobRun<unknown>>();
  const release = Promise.withResolvers<void>();
  const parkedHandler = racingTypes(async (run) => {
    began.resolve(run);
    await release.promise;
  });
  const process = racingProcess({ name: 'one', clock, types: parkedHandler, store: parked.store });
  const sweeping = process.sweep();
  await parked.arrived;
  await clock.jump(5000);
  const working = process.work(job.id);
  const { signal, attempt } = await began.promise;

  parked.open();
  await sweeping;

  expect([attempt, signal.aborted]).toEqual([2, false]);
  release.resolve();
  await working;
  expect(await read(store, job)).toMatchObject({ status: 'completed', attempt: 2 });
});

describe('a sweeper that is parked between its read and its write changes nothing when meanwhile (F21)', () => {
  const clock = new TestClock();
  const given = { now: clock.now(), retentionMs, attempt: 1 };
  const lease = { leaseOwner: 'worker', leaseExpiresAt: clock.now() + leaseMs };

  test.each<{
    meanwhile: string;
    deadlineAt?: number;
    cancels?: boolean;
    act(store: JobStore, jobId: string): Promise<unknown>;
  }>([
    {
      meanwhile: 'the job completed',
      act: (store, jobId) => store.transition(jobId, workCompleted(given)),
    },
    {
      meanwhile: 'the lease was renewed',
      act: (store, jobId) => store.renewLease(jobId, 1, clock.now() + 2 * leaseMs),
    },
    {
      meanwhile: 'the job was put back and taken again',
      act: async (store, jobId) => {
        await store.transition(jobId, requeued({ ...given, reason: 'shutdown', runnableAt: given.now }));
        await store.transition(jobId, claimed({ ...given, ...lease, leaseExpiresAt: clock.now() + leaseMs }));
      },
    },
    {
      meanwhile: 'the job was cancelled',
      act: (store, jobId) => store.transition(jobId, cancelAsked({ now: clock.now(), reason: null, graceMs })),
    },
    {
      meanwhile: 'the worker stopped, as a cancel had asked it to',
      cancels: true,
      act: (store, jobId) => store.transition(jobId, stopConfirmed(given)),
    },
    {
      meanwhile: 'the job completed just before its deadline was seen to be over',
      deadlineAt: clock.now() + leaseMs,
      act: (store, jobId) => store.transition(jobId, workCompleted(given)),
    },
  ])('$meanwhile', async ({ deadlineAt = null, cancels = false, act }) => {
    const store = await memoryStore();
    const job = await store.create(newJob({ createdAt: given.now, runnableAt: given.now, deadlineAt }));
    await store.transition(job.id, claimed({ now: given.now, ...lease }));
    if (cancels) await store.transition(job.id, cancelAsked({ now: given.now, reason: null, graceMs }));
    const parked = gatedStore(store, 'transition', 'before');
    await clock.jump(2 * graceMs);
    const sweeper = racingProcess({ name: 'sweeper', clock, types, store: parked.store });
    const sweeping = sweeper.sweep();
    await parked.arrived;
    await act(store, job.id);
    const before = await read(store, job);
    const events = await store.events(job.id, 0, 100);

    parked.open();
    await sweeping;

    expect(await read(store, job)).toEqual(before);
    expect(await store.events(job.id, 0, 100)).toEqual(events);
  });
});
