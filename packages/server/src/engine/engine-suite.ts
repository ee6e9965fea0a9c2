import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InProcessDispatcher } from '../dispatch/in-process-dispatcher.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { claimed } from '../domain/transition.ts';
import { eventually } from '../test/eventually.ts';
import { newJob } from '../test/new-job.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import type { CreateJobCommand } from './create-job.ts';
import type { JobDefinition, JobRun } from './job-definition.ts';
import { JobEngine } from './job-engine.ts';
import { JobFailure } from './job-failure.ts';
import { isJobStopped } from './job-stopped.ts';
import { JobTypes } from './job-types.ts';

const graceMs = 30_000;
const leaseMs = 15_000;
const retentionMs = 86_400_000;
const shutdownMs = 10_000;
const organizationId = 'org_one';

type Run = (run: JobRun<unknown>) => Promise<void>;

/** What a handler does that is parked: it tells that it began, and goes on when it is let go. */
interface Parked {
  readonly began: Promise<JobRun<unknown>>;
  letGo(): void;
  readonly run: Run;
}

/** A handler that waits to be let go, deaf to its signal, and then does what is given. */
function parked(then: Run = async () => {}): Parked {
  const began = Promise.withResolvers<JobRun<unknown>>();
  const gate = Promise.withResolvers<void>();
  return {
    began: began.promise,
    letGo: gate.resolve,
    async run(run) {
      began.resolve(run);
      await gate.promise;
      await then(run);
    },
  };
}

/** A handler that works until it is told to stop, as it should. */
const untilStopped: Run = async ({ signal, checkpoint }) => {
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  await checkpoint();
};

/** What an engine has to do on every store. `openStore` gives an empty one each time. */
export function describeJobEngine(name: string, openStore: () => Promise<JobStore>): void {
  describe(name, () => {
    let store: JobStore;
    let clock: TestClock;
    let engines: JobEngine[];
    let errors: unknown[];
    let created: number;

    beforeEach(async () => {
      store = await openStore();
      clock = new TestClock();
      engines = [];
      errors = [];
      created = 0;
    });

    afterEach(async () => {
      await Promise.all(engines.map((engine) => engine.stop()));
      await store.close();
      // What a test does not expect behind the scenes has not happened.
      expect(errors).toEqual([]);
    });

    interface EngineOptions {
      readonly concurrency?: number;
      readonly on?: JobStore;
      readonly start?: boolean;
    }

    /** An engine that offers the given handlers as job types of the same names. */
    async function engineWith(handlers: Record<string, Run>, options: EngineOptions = {}): Promise<JobEngine> {
      const { concurrency = 4, on = store, start = true } = options;
      const onError = (error: unknown) => errors.push(error);
      const definitions = Object.entries(handlers).map(
        ([type, run]): JobDefinition => ({ type, description: type, input: { type: 'object' }, run }),
      );
      const engine = new JobEngine({
        store: on,
        dispatcher: new InProcessDispatcher({ store: on, clock, concurrency, onError }),
        types: new JobTypes(definitions),
        clock,
        newId: () => {
          created += 1;
          return `job_${String(created).padStart(6, '0')}`;
        },
        workerName: 'this-process',
        graceMs,
        leaseMs,
        retentionMs,
        waitersPerOrganization: 10,
        shutdownMs,
        onError,
      });
      if (start) {
        await engine.start();
        engines.push(engine);
      }
      return engine;
    }

    function command(type: string, members: Partial<CreateJobCommand> = {}): CreateJobCommand {
      return {
        organizationId,
        type,
        input: {},
        name: null,
        metadata: null,
        priority: null,
        scheduledFor: null,
        timeoutSeconds: null,
        maxAttempts: null,
        webhook: null,
        ...members,
      };
    }

    async function read(job: Job): Promise<Job> {
      return (await store.find(organizationId, job.id)) as Job;
    }

    function becomes(job: Job, status: Job['status']): Promise<Job> {
      return eventually(`${job.id} becomes ${status}`, async () => {
        const now = await read(job);
        return now.status === status && now;
      });
    }

    /** The events of a job, without what is the same for all. */
    async function history(job: Job): Promise<string[]> {
      const events = await store.events(job.id, 0, 100);
      return events.map(({ type, reason }) => (reason === null ? type : `${type} (${reason})`));
    }

    function cancel(engine: JobEngine, job: Job, reason: string | null = null): Promise<Job> {
      return engine.cancel(organizationId, job.id, reason);
    }

    describe('a job that is left alone', () => {
      test('runs with its input, is counted and completes', async () => {
        const seen: unknown[] = [];
        const engine = await engineWith({
          echo: async ({ input, attempt, emitted, jobId, emit, progress }) => {
            seen.push(input, attempt, [...emitted], jobId);
            await progress({ total: 2, phase: 'echoing', estimatedSecondsRemaining: 3 });
            await emit({ id: 'a', output: input }, { id: 'b', error: { code: 'odd', message: 'Odd.' } });
          },
        });
        const job = await engine.create(command('echo', { input: { n: 1 } }));

        expect(await becomes(job, 'completed')).toMatchObject({
          attempt: 1,
          progressTotal: 2,
          progressCompleted: 1,
          progressFailed: 1,
          phase: 'echoing',
          estimatedSecondsRemaining: null,
          startedAt: clock.now(),
          finishedAt: clock.now(),
          expiresAt: clock.now() + retentionMs,
          error: null,
          attemptsSpent: 0,
        });
        expect(seen).toEqual([{ n: 1 }, 1, [], job.id]);
        expect(await history(job)).toEqual(['job.queued', 'job.started', 'job.completed']);
      });

      test('keeps its lease while it runs for long', async () => {
        const work = parked();
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work'));
        await work.began;

        await clock.advance(10 * leaseMs);
        expect(await read(job)).toMatchObject({ status: 'running', attempt: 1 });
        work.letGo();
        expect(await becomes(job, 'completed')).toMatchObject({ attempt: 1 });
      });

      test('is refused when its type is not offered, or its input does not fit', async () => {
        const engine = await engineWith({ work: async () => {} });

        await expect(engine.create(command('other'))).rejects.toMatchObject({
          name: 'InvalidJobRequestError',
          faults: [{ pointer: '/type' }],
        });
        await expect(engine.create(command('work', { input: [] as never }))).rejects.toMatchObject({
          name: 'InvalidJobRequestError',
          faults: [{ pointer: '/input' }],
        });
      });

      test('fails when its type is no longer offered', async () => {
        const before = await engineWith({ old: async () => {} }, { start: false });
        const job = await before.create(command('old'));
        await engineWith({ other: async () => {} });

        expect(await becomes(job, 'failed')).toMatchObject({ error: { code: 'unknown_job_type', retryable: false } });
      });
    });

    describe('cancel', () => {
      test('of a queued job ends it at once, and it never runs', async () => {
        let ran = 0;
        const block = parked();
        const engine = await engineWith(
          {
            block: block.run,
            work: async () => {
              ran += 1;
            },
          },
          { concurrency: 1 },
        );
        const blocker = await engine.create(command('block'));
        await block.began;
        const job = await engine.create(command('work'));

        const cancelled = await cancel(engine, job, 'changed my mind');

        expect(cancelled).toMatchObject({
          status: 'cancelled',
          version: 2,
          attempt: 0,
          startedAt: null,
          cancelReason: 'changed my mind',
          cancelRequestedAt: clock.now(),
          cancelDeadlineAt: null,
          stoppedAt: null,
          cancelForced: false,
          error: null,
        });
        block.letGo();
        await becomes(blocker, 'completed');
        await clock.advance(5000);
        expect(ran).toBe(0);
        expect(await read(job)).toEqual(cancelled);
        expect(await history(job)).toEqual(['job.queued', 'job.cancelled (changed my mind)']);
      });

      test('of a job that waits for its time, or for its next attempt, ends it at once', async () => {
        let runs = 0;
        const engine = await engineWith({
          flaky: async () => {
            runs += 1;
            throw new JobFailure('busy', 'Try later.', { retryable: true });
          },
        });
        const later = await engine.create(command('flaky', { scheduledFor: clock.now() + 60_000 }));
        const backingOff = await engine.create(command('flaky'));
        await eventually('the first attempt ends', async () => (await read(backingOff)).attemptsSpent === 1);

        expect(await cancel(engine, later)).toMatchObject({ status: 'cancelled', attempt: 0 });
        expect(await cancel(engine, backingOff)).toMatchObject({ status: 'cancelled', attempt: 1, stoppedAt: null });
        await clock.advance(120_000);
        expect(runs).toBe(1);
      });

      test('of a running job tells its worker, which stops at its next checkpoint', async () => {
        const engine = await engineWith({ work: untilStopped });
        const job = await engine.create(command('work'));
        await becomes(job, 'running');
        await clock.advance(2000);

        const cancelling = await cancel(engine, job, 'enough');

        expect(cancelling).toMatchObject({
          status: 'cancelling',
          cancelReason: 'enough',
          cancelRequestedAt: clock.now(),
          cancelDeadlineAt: clock.now() + graceMs,
          stoppedAt: null,
          finishedAt: null,
        });
        expect(await becomes(job, 'cancelled')).toMatchObject({
          version: cancelling.version + 1,
          stoppedAt: clock.now(),
          finishedAt: clock.now(),
          cancelForced: false,
          error: null,
        });
        expect(await history(job)).toEqual([
          'job.queued',
          'job.started',
          'job.cancelling (enough)',
          'job.cancelled (enough)',
        ]);
      });

      test('of one of many running jobs stops that one alone', async () => {
        const engine = await engineWith({ work: untilStopped }, { concurrency: 20 });
        const jobs = await Promise.all(Array.from({ length: 20 }, () => engine.create(command('work'))));
        for (const job of jobs) await becomes(job, 'running');
        const chosen = jobs[7] as Job;

        await cancel(engine, chosen);
        await becomes(chosen, 'cancelled');

        for (const job of jobs) if (job !== chosen) expect((await read(job)).status).toBe('running');
      });

      test('repeated while it is cancelling or cancelled moves nothing', async () => {
        const work = parked();
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work'));
        await work.began;
        const first = await cancel(engine, job, 'first');
        await clock.advance(1000);

        expect(await cancel(engine, job, 'second')).toEqual(first);
        const many = await Promise.all(Array.from({ length: 20 }, () => cancel(engine, job, 'again')));
        for (const again of many) expect(again).toEqual(first);

        work.letGo();
        const cancelled = await becomes(job, 'cancelled');
        expect(cancelled.cancelReason).toBe('first');
        expect(await cancel(engine, job, 'third')).toEqual(cancelled);
        expect(await history(job)).toHaveLength(4);
      });

      test('by many at the same time makes one cancel', async () => {
        const engine = await engineWith({ work: untilStopped });
        const job = await engine.create(command('work'));
        await becomes(job, 'running');

        const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => cancel(engine, job, `${index}`)));

        expect(new Set(answers.map(({ cancelReason }) => cancelReason)).size).toBe(1);
        expect(new Set(answers.map(({ cancelRequestedAt }) => cancelRequestedAt)).size).toBe(1);
        await becomes(job, 'cancelled');
        expect(await history(job)).toHaveLength(4);
      });

      test('of a job that ended otherwise is refused with the job as it ended', async () => {
        const engine = await engineWith({
          good: async () => {},
          bad: async () => {
            throw new JobFailure('broken', 'It broke.');
          },
          slow: untilStopped,
        });
        const good = await engine.create(command('good'));
        const bad = await engine.create(command('bad'));
        const slow = await engine.create(command('slow', { timeoutSeconds: 1 }));
        await becomes(good, 'completed');
        await becomes(bad, 'failed');
        await clock.advance(2000);
        await becomes(slow, 'expired');

        for (const job of [good, bad, slow]) {
          const ended = await read(job);
          await expect(cancel(engine, job)).rejects.toMatchObject({ name: 'JobAlreadyTerminalError', job: ended });
          expect(await read(job)).toEqual(ended);
        }
      });

      test('of an unknown job and of a foreign one are refused alike', async () => {
        const engine = await engineWith({ work: untilStopped });
        const job = await engine.create(command('work'));
        const running = await becomes(job, 'running');

        const foreign = await engine.cancel('org_two', job.id, null).catch((error: Error) => error);
        const unknown = await engine.cancel('org_two', 'job_none', null).catch((error: Error) => error);

        const withoutId = (error: unknown, id: string) => (error as Error).message.replaceAll(id, '…');
        expect(foreign).toMatchObject({ name: 'JobNotFoundError' });
        expect(withoutId(foreign, job.id)).toBe(withoutId(unknown, 'job_none'));
        expect(await read(job)).toEqual(running);
      });
    });

    describe('when a finish races a cancel', () => {
      test('a cancel that was accepted first is kept for ever', async () => {
        const work = parked();
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work'));
        await work.began;

        expect(await cancel(engine, job)).toMatchObject({ status: 'cancelling' });
        work.letGo();

        const cancelled = await becomes(job, 'cancelled');
        expect(cancelled).toMatchObject({ cancelForced: false, stoppedAt: clock.now(), error: null });
        await clock.advance(2 * graceMs);
        expect(await read(job)).toEqual(cancelled);
      });

      test('a cancelled job stays cancelled when its worker fails afterwards, retryably or not', async () => {
        for (const retryable of [true, false]) {
          const work = parked(async () => {
            throw new JobFailure('late', 'Too late.', { retryable });
          });
          const engine = await engineWith({ work: work.run });
          const job = await engine.create(command('work'));
          await work.began;
          await cancel(engine, job);
          work.letGo();

          expect(await becomes(job, 'cancelled')).toMatchObject({ error: null, attempt: 1, attemptsSpent: 0 });
        }
      });

      test('a finish that was written first is told to the cancel, which read the job before', async () => {
        const work = parked();
        const reading = Promise.withResolvers<void>();
        const goOn = Promise.withResolvers<void>();
        let late = true;
        const slowReader = overriddenStore(store, {
          async find(organization, jobId) {
            const found = await store.find(organization, jobId);
            if (late) {
              late = false;
              reading.resolve();
              await goOn.promise;
            }
            return found;
          },
        });
        const engine = await engineWith({ work: work.run }, { on: slowReader });
        const job = await engine.create(command('work'));
        await work.began;

        const outcome = cancel(engine, job).catch((error: unknown) => error);
        await reading.promise;
        work.letGo();
        const completed = await becomes(job, 'completed');
        goOn.resolve();

        expect(await outcome).toMatchObject({ name: 'JobAlreadyTerminalError', job: completed });
        expect(await read(job)).toEqual(completed);
      });

      test('a claim that comes between the look and the cancel still ends as cancelled', async () => {
        const reading = Promise.withResolvers<void>();
        const goOn = Promise.withResolvers<void>();
        let late = true;
        const slowReader = overriddenStore(store, {
          async find(organization, jobId) {
            const found = await store.find(organization, jobId);
            if (late) {
              late = false;
              reading.resolve();
              await goOn.promise;
            }
            return found;
          },
        });
        const block = parked();
        const engine = await engineWith({ block: block.run, work: untilStopped }, { on: slowReader, concurrency: 1 });
        await engine.create(command('block'));
        await block.began;
        const job = await engine.create(command('work'));

        const outcome = cancel(engine, job);
        await reading.promise;
        block.letGo();
        await becomes(job, 'running');
        goOn.resolve();

        expect(await outcome).toMatchObject({ status: 'cancelling' });
        await becomes(job, 'cancelled');
      });

      test('exactly one wins, whatever the order of their steps', async () => {
        const seed = process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) };
        const outcomes = new Set<string>();
        await fc.assert(
          fc.asyncProperty(fc.nat({ max: 6 }), fc.nat({ max: 6 }), async (beforeFinish, beforeCancel) => {
            const work = parked(async ({ emit }) => emit({ id: 'last' }));
            const engine = await engineWith({ work: work.run });
            const job = await engine.create(command('work'));
            await work.began;

            const finish = turns(beforeFinish).then(work.letGo);
            const answer = await turns(beforeCancel)
              .then(() => cancel(engine, job))
              .catch((error: unknown) => error as Error);
            await finish;
            const ended = await eventually('it ends', async () => {
              const now = await read(job);
              return now.finishedAt !== null && now;
            });

            if (answer instanceof Error)
              expect([answer.name, ended.status]).toEqual(['JobAlreadyTerminalError', 'completed']);
            else expect(ended.status).toBe('cancelled');
            expect(await store.results(job.id, 0, 10)).toHaveLength(ended.progressCompleted);
            outcomes.add(ended.status);
            await engine.stop();
          }),
          { numRuns: 150, ...seed },
        );
        expect([...outcomes].sort()).toEqual(['cancelled', 'completed']);
      });
    });

    describe('results of a job that is stopped', () => {
      test('are kept up to the stop, and taken while it is cancelling', async () => {
        const before = Promise.withResolvers<void>();
        const engine = await engineWith({
          work: async ({ emit, signal }) => {
            await emit({ id: 'a' });
            before.resolve();
            await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
            await emit({ id: 'b' });
            throw signal.reason;
          },
        });
        const job = await engine.create(command('work'));
        await before.promise;
        await cancel(engine, job);

        expect(await becomes(job, 'cancelled')).toMatchObject({ progressCompleted: 2 });
        expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual(['a', 'b']);
      });

      test('are refused after it was ended by force, and every way to write throws that it is stopped', async () => {
        const thrown: unknown[] = [];
        const ended = Promise.withResolvers<void>();
        const work = parked(async ({ emit, progress, checkpoint, signal }) => {
          for (const write of [() => emit({ id: 'late' }), () => progress({ phase: 'late' }), checkpoint]) {
            await write().catch((error: unknown) => thrown.push(error));
          }
          thrown.push(signal.reason);
          ended.resolve();
        });
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work'));
        await (await work.began).emit({ id: 'early' });
        await cancel(engine, job);
        await clock.advance(graceMs + 1000);
        const forced = await becomes(job, 'cancelled');

        work.letGo();
        await ended.promise;

        expect(thrown.map(isJobStopped)).toEqual([true, true, true, true]);
        expect(thrown).toEqual(thrown.map(() => expect.objectContaining({ stopReason: 'cancelled' })));
        const stopped = await eventually('its stop is noted', async () => {
          const now = await read(job);
          return now.stoppedAt !== null && now;
        });
        expect(stopped).toEqual({ ...forced, version: forced.version + 1, stoppedAt: clock.now() });
        expect((await store.results(job.id, 0, 10)).map(({ itemId }) => itemId)).toEqual(['early']);
      });
    });

    describe('a handler that ignores its signal', () => {
      test('is ended at the grace bound, its slot is free, and its real end is noted', async () => {
        const deaf = parked();
        const engine = await engineWith({ deaf: deaf.run, next: untilStopped }, { concurrency: 1 });
        const job = await engine.create(command('deaf'));
        await deaf.began;
        await cancel(engine, job);
        const next = await engine.create(command('next'));

        await clock.advance(graceMs - 1000);
        expect((await read(job)).status).toBe('cancelling');
        expect((await read(next)).status).toBe('queued');

        await clock.advance(2000);
        const forced = await becomes(job, 'cancelled');
        expect(forced).toMatchObject({ cancelForced: true, stoppedAt: null, error: null });
        expect((forced.finishedAt ?? 0) - (forced.cancelDeadlineAt ?? 0)).toBeLessThanOrEqual(5000);
        await becomes(next, 'running');

        await clock.advance(60_000);
        deaf.letGo();
        const stopped = await eventually('its stop is noted', async () => {
          const now = await read(job);
          return now.stoppedAt !== null && now;
        });
        expect(stopped).toEqual({ ...forced, version: forced.version + 1, stoppedAt: clock.now() });
        expect((await history(job)).at(-1)).toBe('job.cancelled');
      });

      test('is fenced at its deadline, its slot is free, and nothing of it is noted later', async () => {
        const refused = Promise.withResolvers<unknown>();
        const deaf = parked(async ({ emit }) => {
          await emit({ id: 'late' }).catch(refused.resolve);
        });
        const engine = await engineWith({ deaf: deaf.run, next: untilStopped }, { concurrency: 1 });
        const job = await engine.create(command('deaf', { timeoutSeconds: 10 }));
        const run = await deaf.began;
        const next = await engine.create(command('next'));

        await clock.advance(11_000);

        const expired = await becomes(job, 'expired');
        expect(run.signal.reason).toMatchObject({ stopReason: 'expired' });
        await becomes(next, 'running');
        deaf.letGo();
        expect(await refused.promise).toMatchObject({ stopReason: 'expired' });
        await turns(20);
        expect(await read(job)).toEqual(expired);
      });
    });

    describe('an attempt that fails', () => {
      test('retryably is followed by another after a rest, which is told what was emitted', async () => {
        const told: unknown[] = [];
        const engine = await engineWith({
          flaky: async ({ attempt, emitted, emit, progress }) => {
            told.push([attempt, [...emitted].sort()]);
            await progress({ total: 3 });
            await emit({ id: `item-${attempt}` }, { id: 'item-1' }, { id: 'shared' });
            if (attempt < 3) throw new JobFailure('busy', 'Try later.', { retryable: true });
          },
        });
        const job = await engine.create(command('flaky'));

        const first = await eventually('the first attempt ends', async () => {
          const now = await read(job);
          return now.attemptsSpent === 1 && now;
        });
        expect(first).toMatchObject({ status: 'queued', error: null, leaseOwner: null });
        expect(first.runnableAt - clock.now()).toBeGreaterThanOrEqual(500);
        expect(first.runnableAt - clock.now()).toBeLessThanOrEqual(1000);
        await clock.advance(499);
        expect((await read(job)).status).toBe('queued');
        await clock.advance(5000);

        expect(await becomes(job, 'completed')).toMatchObject({ attempt: 3, attemptsSpent: 2, progressCompleted: 4 });
        expect(told).toEqual([
          [1, []],
          [2, ['item-1', 'shared']],
          [3, ['item-1', 'item-2', 'shared']],
        ]);
        expect(await history(job)).toEqual([
          'job.queued',
          'job.started',
          'job.requeued (retryable_error)',
          'job.started',
          'job.requeued (retryable_error)',
          'job.started',
          'job.completed',
        ]);
      });

      test('retryably fails the job with its own error when no attempt remains', async () => {
        const engine = await engineWith({
          flaky: async () => {
            throw new JobFailure('busy', 'Try later.', { retryable: true, details: { queue: 7 } });
          },
        });
        const job = await engine.create(command('flaky', { maxAttempts: 2 }));
        await clock.advance(10_000);

        expect(await becomes(job, 'failed')).toMatchObject({
          attempt: 2,
          error: { code: 'busy', message: 'Try later.', retryable: true, details: { queue: 7 } },
        });
      });

      test('for good fails the job at once', async () => {
        const engine = await engineWith({
          broken: async ({ emit }) => {
            await emit({ id: 'a' });
            throw new JobFailure('broken', 'It broke.');
          },
        });
        const job = await engine.create(command('broken'));

        expect(await becomes(job, 'failed')).toMatchObject({
          attempt: 1,
          progressCompleted: 1,
          error: { code: 'broken', message: 'It broke.', retryable: false, details: null },
        });
        expect((await history(job)).at(-1)).toBe('job.failed (broken)');
      });

      const cyclic: Record<string, unknown> = {};
      cyclic.self = cyclic;
      test.each<{ given: string; thrown: unknown; want: object }>([
        {
          given: 'an error',
          thrown: new TypeError('no such file'),
          want: { code: 'handler_error', message: 'no such file' },
        },
        { given: 'a text', thrown: 'a text', want: { code: 'handler_error', message: 'a text' } },
        { given: 'undefined', thrown: undefined, want: { code: 'handler_error', message: 'undefined' } },
        { given: 'an object without text', thrown: Object.create(null), want: { code: 'handler_error' } },
        {
          given: 'a NUL and a lone surrogate',
          thrown: new Error('a\0b\ud800'),
          want: { message: 'a\ufffdb\ufffd' },
        },
        { given: 'a long message', thrown: new Error('é'.repeat(5000)), want: { message: `${'é'.repeat(999)}…` } },
        { given: 'an empty code', thrown: new JobFailure('', 'x'), want: { code: 'handler_error', message: 'x' } },
        { given: 'a long code', thrown: new JobFailure('x'.repeat(65), 'y'), want: { code: `${'x'.repeat(63)}…` } },
        { given: 'cyclic details', thrown: new JobFailure('odd', 'x', { details: cyclic }), want: { details: null } },
        {
          given: 'details with a bigint',
          thrown: new JobFailure('odd', 'x', { details: { n: 1n } }),
          want: { code: 'odd', details: null },
        },
      ])('with $given fails the job and nothing else', async ({ thrown, want }) => {
        const neighbour = parked();
        const engine = await engineWith({
          broken: async () => {
            throw thrown;
          },
          neighbour: neighbour.run,
        });
        const other = await engine.create(command('neighbour'));
        await neighbour.began;
        const job = await engine.create(command('broken'));

        const { error } = await becomes(job, 'failed');

        expect(error).toMatchObject({ retryable: false, ...want });
        neighbour.letGo();
        await becomes(other, 'completed');
      });

      test('never shows its stack (S36)', async () => {
        const engine = await engineWith({
          broken: async () => {
            throw new Error('it broke');
          },
        });
        const job = await engine.create(command('broken'));

        expect(JSON.stringify((await becomes(job, 'failed')).error)).not.toContain('engine-suite');
      });

      test('may still emit errors of items that no database could take as they are', async () => {
        const engine = await engineWith({
          items: async ({ emit }) => {
            await emit({ id: 'a\0', error: { code: '', message: 'x\0', details: { n: 1n } as never } });
          },
        });
        const job = await engine.create(command('items'));

        await becomes(job, 'completed');
        expect(await store.results(job.id, 0, 10)).toMatchObject([
          { itemId: 'a\ufffd', status: 'failed', error: { code: 'handler_error', message: 'x\ufffd', details: null } },
        ]);
      });
    });

    describe('an attempt that is lost', () => {
      /** A job that a process which is dead now had claimed. */
      async function leftBehind(maxAttempts: number, cancelled = false): Promise<Job> {
        const job = await store.create(newJob({ type: 'work', maxAttempts, createdAt: clock.now() }));
        const now = clock.now();
        await store.transition(job.id, claimed({ now, leaseOwner: 'dead', leaseExpiresAt: now + leaseMs }));
        await store.appendResults(job.id, 1, [
          { itemId: 'a', status: 'completed', output: '1', error: null, createdAt: now },
        ]);
        if (cancelled) await cancel(await engineWith({}, { start: false }), job, 'before the crash');
        return job;
      }

      test('with its process is followed by another at the next start, which is told what was emitted', async () => {
        const job = await leftBehind(3);
        const told: unknown[] = [];
        await engineWith({
          work: async ({ attempt, emitted }) => {
            told.push([attempt, [...emitted]]);
          },
        });
        await clock.advance(1000);

        expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2, attemptsSpent: 1, progressCompleted: 1 });
        expect(told).toEqual([[2, ['a']]]);
        expect(await history(job)).toContain('job.requeued (attempt_lost)');
      });

      test('with its process fails the job when it was the last', async () => {
        const job = await leftBehind(1);
        await engineWith({ work: async () => {} });

        expect(await becomes(job, 'failed')).toMatchObject({
          attempt: 1,
          error: { code: 'attempts_exhausted', retryable: true },
        });
      });

      test('with its process after a cancel ends the job as cancelled, and it does not run again', async () => {
        const job = await leftBehind(3, true);
        let ran = 0;
        await engineWith({
          work: async () => {
            ran += 1;
          },
        });

        expect(await becomes(job, 'cancelled')).toMatchObject({
          cancelReason: 'before the crash',
          cancelForced: false,
          stoppedAt: clock.now(),
          attempt: 1,
        });
        await clock.advance(10_000);
        expect(ran).toBe(0);
      });

      test('because its lease ran out is fenced, and the next one runs though the first never stopped', async () => {
        const first = parked(async ({ emit }) => {
          await emit({ id: 'late' });
        });
        let attempts = 0;
        const engine = await engineWith({
          work: (run) => {
            attempts += 1;
            return attempts === 1 ? first.run(run) : Promise.resolve();
          },
        });
        const job = await engine.create(command('work'));
        const run = await first.began;

        // The whole process slept past its lease.
        await clock.jump(2 * leaseMs);
        await clock.advance(3000);

        const completed = await becomes(job, 'completed');
        expect(completed).toMatchObject({ attempt: 2, attemptsSpent: 1 });
        expect(run.signal.reason).toMatchObject({ stopReason: 'fenced' });
        first.letGo();
        await turns(20);
        expect(await read(job)).toEqual(completed);
        expect(await store.results(job.id, 0, 10)).toEqual([]);
      });
    });

    describe('a graceful shutdown', () => {
      test('requeues what runs without spending an attempt, and the next start goes on with it', async () => {
        const before = await engineWith({
          work: async (run) => {
            await run.emit({ id: 'a' });
            await untilStopped(run);
          },
        });
        const job = await before.create(command('work', { maxAttempts: 1 }));
        await eventually('it works', async () => (await read(job)).progressCompleted === 1);

        await before.stop();

        expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0, leaseOwner: null });
        expect((await history(job)).at(-1)).toBe('job.requeued (shutdown)');
        const told: unknown[] = [];
        await engineWith({
          work: async ({ attempt, emitted }) => {
            told.push([attempt, [...emitted]]);
          },
        });
        expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2, attemptsSpent: 0 });
        expect(told).toEqual([[2, ['a']]]);
      });

      test('starts no job that waits, and lets a job that is about to end complete', async () => {
        let ran = 0;
        const last = parked();
        const engine = await engineWith(
          {
            last: last.run,
            work: async () => {
              ran += 1;
            },
          },
          { concurrency: 1 },
        );
        const ending = await engine.create(command('last'));
        await last.began;
        const waiting = await engine.create(command('work'));

        const stopped = engine.stop();
        last.letGo();
        await stopped;

        expect((await read(ending)).status).toBe('completed');
        expect((await read(waiting)).status).toBe('queued');
        await clock.advance(5000);
        expect(ran).toBe(0);
      });

      test('reaches a job that is being claimed at that moment', async () => {
        const claiming = Promise.withResolvers<void>();
        const goOn = Promise.withResolvers<void>();
        const slowClaims = overriddenStore(store, {
          async transition(jobId, transition) {
            const moved = await store.transition(jobId, transition);
            if (transition.cause === 'claimed') {
              claiming.resolve();
              await goOn.promise;
            }
            return moved;
          },
        });
        const engine = await engineWith({ work: untilStopped }, { on: slowClaims });
        const job = await engine.create(command('work'));
        await claiming.promise;

        const stopped = engine.stop();
        goOn.resolve();
        await stopped;

        expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0 });
      });

      test('leaves behind what does not stop in time, which goes on at the next start and cannot write any more', async () => {
        const refused = Promise.withResolvers<unknown>();
        const deaf = parked(async ({ emit }) => {
          await emit({ id: 'late' }).catch(refused.resolve);
        });
        const before = await engineWith({ work: deaf.run });
        const job = await before.create(command('work', { maxAttempts: 1 }));
        await deaf.began;

        const stopped = before.stop();
        await clock.advance(shutdownMs - 1);
        expect((await read(job)).status).toBe('running');
        await clock.advance(1);
        await stopped;

        expect(await read(job)).toMatchObject({ status: 'queued', attempt: 1, attemptsSpent: 0 });
        expect((await history(job)).at(-1)).toBe('job.requeued (shutdown)');
        deaf.letGo();
        expect(isJobStopped(await refused.promise)).toBe(true);
        await engineWith({ work: async () => {} });
        expect(await becomes(job, 'completed')).toMatchObject({ attempt: 2, progressCompleted: 0 });
      });

      test('keeps the promise of a cancel', async () => {
        const work = parked(async ({ signal }) => {
          throw signal.reason;
        });
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work'));
        await work.began;
        await cancel(engine, job);

        const stopped = engine.stop();
        work.letGo();
        await stopped;

        expect((await read(job)).status).toBe('cancelled');
      });

      test('leaves nothing behind that looks for work', async () => {
        let looks = 0;
        const counting = overriddenStore(store, {
          due(...given) {
            looks += 1;
            return store.due(...given);
          },
          nextDueAt(...given) {
            looks += 1;
            return store.nextDueAt(...given);
          },
        });
        const engine = await engineWith({ work: untilStopped }, { on: counting });
        const job = await engine.create(command('work'));
        await becomes(job, 'running');
        await engine.stop();

        looks = 0;
        await turns(50);
        await clock.advance(10_000);
        expect(looks).toBe(0);
      });
    });

    describe('deadlines and schedules', () => {
      test('a job that waits past its deadline expires without having run', async () => {
        const block = parked();
        const engine = await engineWith({ block: block.run, work: async () => {} }, { concurrency: 1 });
        await engine.create(command('block'));
        await block.began;
        const job = await engine.create(command('work', { timeoutSeconds: 5 }));
        expect(job.deadlineAt).toBe(clock.now() + 5000);

        await clock.advance(6000);

        expect(await becomes(job, 'expired')).toMatchObject({ attempt: 0, startedAt: null, error: null });
        block.letGo();
        expect(await history(job)).toEqual(['job.queued', 'job.expired']);
      });

      test('a running job is told to stop at its deadline', async () => {
        const stopped = Promise.withResolvers<unknown>();
        const engine = await engineWith({
          work: async (run) => {
            await untilStopped(run).catch(stopped.resolve);
          },
        });
        const job = await engine.create(command('work', { timeoutSeconds: 5 }));
        await becomes(job, 'running');
        await clock.advance(6000);

        expect(await stopped.promise).toMatchObject({ stopReason: 'expired' });
        expect(await becomes(job, 'expired')).toMatchObject({ attempt: 1, error: null, cancelRequestedAt: null });
      });

      test('a deadline that passes while a job is cancelling changes nothing', async () => {
        const work = parked();
        const engine = await engineWith({ work: work.run });
        const job = await engine.create(command('work', { timeoutSeconds: 5 }));
        await work.began;
        const cancelling = await cancel(engine, job);

        await clock.advance(10_000);

        expect(await read(job)).toEqual({ ...cancelling, leaseExpiresAt: expect.any(Number) });
        work.letGo();
        await becomes(job, 'cancelled');
      });

      test('a scheduled job starts at its time and not before', async () => {
        const engine = await engineWith({ work: async () => {} });
        const at = clock.now() + 7300;
        const job = await engine.create(command('work', { scheduledFor: at }));
        expect(job).toMatchObject({ scheduledFor: at, runnableAt: at });

        await clock.advance(7299);
        expect((await read(job)).status).toBe('queued');
        await clock.advance(1);

        expect(await becomes(job, 'completed')).toMatchObject({ startedAt: at });
      });

      test('a scheduled job starts in time though others are scheduled all the while', async () => {
        const engine = await engineWith({ work: async () => {} });
        const at = clock.now() + 2000;
        const job = await engine.create(command('work', { scheduledFor: at }));
        for (let step = 0; step < 20; step += 1) {
          await engine.create(command('work', { scheduledFor: clock.now() + 3_600_000 }));
          await clock.advance(200);
        }

        expect(await becomes(job, 'completed')).toMatchObject({ startedAt: at });
      });

      test('a time in the past means now', async () => {
        const engine = await engineWith({ work: async () => {} });
        const job = await engine.create(command('work', { scheduledFor: 0 }));

        expect(await becomes(job, 'completed')).toMatchObject({ scheduledFor: 0, startedAt: clock.now() });
      });

      test.each<{ days: number; accepted: boolean }>([
        { days: 365, accepted: true },
        { days: 365.0001, accepted: false },
      ])('a schedule $days days ahead is accepted: $accepted', async ({ days, accepted }) => {
        const engine = await engineWith({ work: async () => {} });
        const creation = engine.create(command('work', { scheduledFor: clock.now() + days * 86_400_000 }));

        if (accepted) expect((await creation).status).toBe('queued');
        else await expect(creation).rejects.toMatchObject({ faults: [{ pointer: '/scheduled_for' }] });
      });

      test('a job whose deadline lies before its schedule expires without having run', async () => {
        let ran = 0;
        const engine = await engineWith({
          work: async () => {
            ran += 1;
          },
        });
        const at = clock.now() + 2500;
        const job = await engine.create(command('work', { scheduledFor: at, timeoutSeconds: 2 }));
        // Both pass within the time between two sweeps.
        const close = await engine.create(command('work', { scheduledFor: clock.now() + 2100, timeoutSeconds: 2 }));

        await clock.advance(5000);

        for (const late of [job, close]) expect(await becomes(late, 'expired')).toMatchObject({ attempt: 0 });
        expect(ran).toBe(0);
      });
    });

    describe('retention', () => {
      test('a job is gone once it has expired, and an open job stays', async () => {
        const block = parked();
        const engine = await engineWith({ work: async () => {}, block: block.run });
        const open = await engine.create(command('block'));
        await block.began;
        const job = await engine.create(command('work'));
        const { expiresAt } = await becomes(job, 'completed');
        expect(expiresAt).toBe(clock.now() + retentionMs);

        await clock.jump(retentionMs - 2000);
        expect(await read(job)).not.toBeNull();
        await clock.advance(3000);

        expect(await read(job)).toBeNull();
        expect(await history(job)).toEqual([]);
        expect(await read(open)).not.toBeNull();
        block.letGo();
      });
    });

    describe('which job runs next', () => {
      test('is the one with the highest priority, then the oldest', async () => {
        const order: string[] = [];
        const block = parked();
        const engine = await engineWith(
          {
            block: block.run,
            work: async ({ jobId }) => {
              order.push(jobId);
            },
          },
          { concurrency: 1 },
        );
        await engine.create(command('block'));
        await block.began;
        const low = await engine.create(command('work', { priority: 0 }));
        const usual = await engine.create(command('work'));
        await clock.advance(10);
        const later = await engine.create(command('work', { priority: 5 }));
        const high = await engine.create(command('work', { priority: 9 }));

        block.letGo();
        await becomes(low, 'completed');

        expect(order).toEqual([high.id, usual.id, later.id, low.id]);
      });

      test('never more run at the same time than there are slots, and every job runs once', async () => {
        let running = 0;
        let most = 0;
        const runs = new Map<string, number>();
        const engine = await engineWith(
          {
            work: async ({ jobId }) => {
              running += 1;
              most = Math.max(most, running);
              runs.set(jobId, (runs.get(jobId) ?? 0) + 1);
              // Of different lengths, so that slots become free one at a time.
              await turns(1 + (Number(jobId.slice(-2)) % 7));
              running -= 1;
            },
          },
          { concurrency: 3 },
        );
        const jobs = await Promise.all(Array.from({ length: 50 }, () => engine.create(command('work'))));
        for (const job of jobs) await becomes(job, 'completed');

        expect(most).toBe(3);
        expect([...runs.values()]).toEqual(jobs.map(() => 1));
      });
    });

    describe('a store that cannot answer for a while', () => {
      test('delays jobs and loses none', async () => {
        let broken = false;
        const flaky = overriddenStore(store, {
          async due(...given) {
            if (broken) throw new Error('the store is away');
            return store.due(...given);
          },
          async overdue(...given) {
            if (broken) throw new Error('the store is away');
            return store.overdue(...given);
          },
        });
        const engine = await engineWith({ work: async () => {} }, { on: flaky });
        broken = true;
        const job = await engine.create(command('work'));
        await clock.advance(3000);
        expect((await read(job)).status).toBe('queued');
        expect(errors.length).toBeGreaterThan(0);
        errors.length = 0;

        broken = false;
        await clock.advance(2000);
        await becomes(job, 'completed');
      });
    });
  });
}
