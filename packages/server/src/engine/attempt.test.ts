import { beforeEach, describe, expect, test } from 'vitest';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore } from '../domain/job-store.ts';
import { silentLogger } from '../domain/logger.ts';
import { everyTransition, jobIn } from '../test/every-transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { Attempt } from './attempt.ts';
import type { EmittedResult, Progress } from './job-definition.ts';
import type { JobStopped, StopReason } from './job-stopped.ts';
import { failStrayingAttempt, runAs } from './stray-errors.ts';

const now = 1_000_000;
const leaseMs = 300;

let store: JobStore;
let clock: TestClock;
let job: Job;
let attempt: Attempt;

beforeEach(async () => {
  store = await memoryStore();
  clock = new TestClock(now);
  job = await jobIn(store, 'running');
  attempt = attemptOf(job);
});

function attemptOf(of: Job, on: JobStore = store): Attempt {
  return new Attempt({ store: on, clock, leaseMs, logger: silentLogger }, of);
}

const read = async () => (await store.find(job.organizationId, job.id)) as Job;

const give = (transition: (typeof everyTransition.claimed)[0], on = 1) =>
  store.transition(job.id, transition({ now: now + 10, attempt: on }));

describe('an error that a handler leaves behind', () => {
  test('ends its attempt while that goes on', async () => {
    const strayed = attempt.strayed.catch((error: unknown) => error);

    expect(attempt.leftBehind('lost')).toBe(true);

    expect(await strayed).toBe('lost');
  });

  test('is no unhandled rejection while nobody waits for the attempt', async () => {
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);

    attempt.leftBehind('lost');
    await turns(2);

    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });

  test('ends nothing when the outcome of its attempt is known', () => {
    attempt.conclude(true);

    expect(attempt.leftBehind('late')).toBe(false);
  });

  test('is told from those of others by where it comes from', async () => {
    const strayed = attempt.strayed.catch((error: unknown) => error);

    expect(failStrayingAttempt('elsewhere')).toBe(false);
    expect(await runAs(attempt, async () => failStrayingAttempt('inside'))).toBe(true);

    expect(await strayed).toBe('inside');
  });
});

describe('a stop', () => {
  test('has the reason that came first', () => {
    expect(attempt.stopReason).toBeNull();
    expect(attempt.signal.aborted).toBe(false);

    attempt.stop('shutdown');
    attempt.stop('cancelled');

    expect(attempt.stopReason).toBe('shutdown');
    expect((attempt.signal.reason as JobStopped).stopReason).toBe('shutdown');
  });

  test('reaches a handler that still works when its attempt is over, and none that has ended', () => {
    attempt.conclude(true);
    expect(attempt.stopReason).toBeNull();

    attempt.conclude(false);
    expect(attempt.stopReason).toBe('fenced');
  });

  test.each<{ what: string; move: () => Promise<unknown>; reason: StopReason }>([
    { what: 'cancelled', move: () => give(everyTransition.cancelAsked[0]), reason: 'cancelled' },
    {
      what: 'cancelled for good',
      move: async () => {
        await give(everyTransition.cancelAsked[0]);
        await give(everyTransition.stopConfirmed[0]);
      },
      reason: 'cancelled',
    },
    {
      what: 'completed by somebody else',
      move: () => give(everyTransition.workCompleted[0]),
      reason: 'fenced',
    },
    { what: 'back in the queue', move: () => give(everyTransition.requeued[1]), reason: 'fenced' },
    {
      what: 'in its next attempt',
      move: async () => {
        await give(everyTransition.requeued[1]);
        await give(everyTransition.claimed[0]);
      },
      reason: 'fenced',
    },
    {
      what: 'cancelled in its next attempt',
      move: async () => {
        await give(everyTransition.requeued[1]);
        await give(everyTransition.claimed[0]);
        await give(everyTransition.cancelAsked[0], 2);
      },
      reason: 'fenced',
    },
    {
      what: 'gone',
      move: async () => {
        await give(everyTransition.workCompleted[0]);
        await store.delete(job.organizationId, job.id);
      },
      reason: 'fenced',
    },
  ])('comes from a checkpoint, a report and a result of a job that is $what', async ({ move, reason }) => {
    const [reports, emits] = [attemptOf(job), attemptOf(job)];
    await attempt.run({}, []).checkpoint();
    expect(attempt.stopReason).toBeNull();
    await move();

    await expect(attempt.run({}, []).checkpoint()).rejects.toMatchObject({ stopReason: reason });
    expect(attempt.stopReason).toBe(reason);
    if (reason === 'cancelled' && (await read()).status === 'cancelling') return;
    await expect(reports.run({}, []).progress({ phase: 'late' })).rejects.toMatchObject({ stopReason: reason });
    await expect(emits.run({}, []).emit({ id: 'late' })).rejects.toMatchObject({ stopReason: reason });
    expect([reports.stopReason, emits.stopReason]).toEqual([reason, reason]);
  });

  test('comes from every write that hits no row, whatever the row says', async () => {
    const refusing = attemptOf(job, overriddenStore(store, { reportProgress: async () => null }));

    await expect(refusing.run({}, []).progress({ phase: 'late' })).rejects.toMatchObject({ stopReason: 'fenced' });
  });

  test('comes from a checkpoint of a job that has expired', async () => {
    job = await jobIn(store, 'expired');

    await expect(attemptOf(job).run({}, []).checkpoint()).rejects.toMatchObject({ stopReason: 'expired' });
  });

  test('that has come already is thrown by a checkpoint without a look at the store', async () => {
    const blind = attemptOf(job, overriddenStore(store, { attemptState: () => Promise.reject(new Error('looked')) }));
    blind.stop('shutdown');

    await expect(blind.run({}, []).checkpoint()).rejects.toMatchObject({ stopReason: 'shutdown' });
  });
});

describe('a lease', () => {
  test('is renewed three times within its length, until that is ended', async () => {
    attempt.beginRenewal();
    await clock.advance(99);
    expect(await read()).toEqual(job);

    await clock.advance(1);
    expect(await read()).toMatchObject({ leaseExpiresAt: now + 100 + leaseMs });
    await clock.advance(200);
    expect(await read()).toMatchObject({ leaseExpiresAt: now + 300 + leaseMs });

    attempt.endRenewal();
    await clock.advance(1000);
    expect(await read()).toMatchObject({ leaseExpiresAt: now + 300 + leaseMs });
    expect(attempt.stopReason).toBeNull();
  });

  test('that cannot be renewed tells the attempt why', async () => {
    attempt.beginRenewal();
    await give(everyTransition.cancelAsked[0]);

    await clock.advance(100);

    expect(attempt.stopReason).toBe('cancelled');
    attempt.endRenewal();
  });

  test('that another process took is waited for no longer, and one whose job is cancelled is', async () => {
    const isLeft = () => Promise.race([attempt.abandoned.then(() => true), turns(1).then(() => false)]);
    attempt.beginRenewal();
    await give(everyTransition.cancelAsked[0]);
    await clock.advance(100);
    expect([attempt.stopReason, await isLeft()]).toEqual(['cancelled', false]);

    await give(everyTransition.stopConfirmed[0]);
    await clock.advance(100);
    expect(await isLeft()).toBe(true);
    attempt.endRenewal();
  });

  test('is tried again when the store could not answer, and the attempt goes on', async () => {
    let failures = 2;
    const failing = overriddenStore(store, {
      renewLease: (...given: Parameters<JobStore['renewLease']>) => {
        failures -= 1;
        return failures >= 0 ? Promise.reject(new Error('disk full')) : store.renewLease(...given);
      },
    });
    const stubborn = attemptOf(job, failing);
    stubborn.beginRenewal();

    await clock.advance(300);

    expect(stubborn.stopReason).toBeNull();
    expect(await read()).toMatchObject({ leaseExpiresAt: now + 300 + leaseMs });
    stubborn.endRenewal();
  });
});

describe('a store that cannot answer', () => {
  /** When an attempt asks it, from its beginning. */
  let askedAt: number[];

  beforeEach(() => {
    askedAt = [];
  });

  const neverStored = (asking: Attempt) =>
    asking.untilStored(async () => {
      askedAt.push(clock.now() - now);
      throw new StoreUnavailableError(new Error('away'));
    });

  test('is asked until the lease is over, and not at its last instant', async () => {
    const asking = Promise.allSettled([neverStored(attemptOf({ ...job, leaseExpiresAt: now + 150 }))]);
    await turns(1);
    await clock.advance(5000);

    expect(await asking).toMatchObject([{ status: 'rejected', reason: { name: 'StoreUnavailableError' } }]);
    expect(askedAt).toEqual([0, 50, 150]);
  });

  test('is asked for longer when the lease was renewed meanwhile', async () => {
    attempt.beginRenewal();
    const asking = Promise.allSettled([neverStored(attempt)]);
    await turns(1);
    await clock.advance(100);
    attempt.endRenewal();
    expect(await read()).toMatchObject({ leaseExpiresAt: now + 400 });

    await clock.advance(5000);

    expect(await asking).toMatchObject([{ status: 'rejected', reason: { name: 'StoreUnavailableError' } }]);
    expect(askedAt).toEqual([0, 50, 150, 350, 750]);
  });
});

describe('what a handler sees', () => {
  test('is its job, its input and its attempt, with what earlier ones emitted', () => {
    const run = attempt.run({ pages: 3 }, ['a', 'b']);

    expect(run).toMatchObject({ jobId: job.id, input: { pages: 3 }, attempt: 1, signal: attempt.signal });
    expect(run.emitted).toEqual(new Set(['a', 'b']));
  });

  test('is a log whose every line carries the job and the attempt', () => {
    const lines: unknown[] = [];
    const note = (fields: unknown, message: string) => lines.push([fields, message]);
    const logger = { debug: note, info: note, warn: note, error: note };
    const { log } = new Attempt({ store, clock, leaseMs, logger }, job).run({}, []);

    log.debug('one', { attempt: 'mine' });
    for (const level of ['info', 'warn', 'error'] as const) log[level](level);

    const carried = { job_id: job.id, job_type: job.type, attempt: 1 };
    expect(lines).toEqual([
      [{ ...carried, fields: { attempt: 'mine' } }, 'one'],
      [carried, 'info'],
      [carried, 'warn'],
      [carried, 'error'],
    ]);
  });
});

describe('progress', () => {
  test.each<{ given: Progress; want: Partial<Job> }>([
    { given: { total: 3 }, want: { progressTotal: 3 } },
    { given: { total: 2.5 }, want: { progressTotal: 3 } },
    { given: { total: 0 }, want: { progressTotal: 0 } },
    { given: { total: null }, want: { progressTotal: null } },
    { given: { phase: 'half\0way' }, want: { phase: 'half\ufffdway', progressTotal: 7 } },
    { given: { phase: null }, want: { phase: null } },
    { given: { estimatedSecondsRemaining: 1.4 }, want: { estimatedSecondsRemaining: 1, phase: 'begun' } },
    { given: { estimatedSecondsRemaining: null }, want: { estimatedSecondsRemaining: null } },
    { given: {}, want: { progressTotal: 7, phase: 'begun', estimatedSecondsRemaining: 9 } },
  ])('$given is stored as $want', async ({ given, want }) => {
    const { progress } = attempt.run({}, []);
    await progress({ total: 7, phase: 'begun', estimatedSecondsRemaining: 9 });

    await progress(given);

    expect(await read()).toMatchObject(want);
  });

  test.each<{ given: Progress; name: string }>([
    { given: { total: -1 }, name: 'total' },
    { given: { total: Number.NaN }, name: 'total' },
    { given: { total: Number.POSITIVE_INFINITY }, name: 'total' },
    { given: { total: 2 ** 53 }, name: 'total' },
    { given: { total: 1n as never }, name: 'total' },
    { given: { total: '3' as never }, name: 'total' },
    { given: { estimatedSecondsRemaining: -0.5 }, name: 'estimatedSecondsRemaining' },
    { given: { estimatedSecondsRemaining: Number.NEGATIVE_INFINITY }, name: 'estimatedSecondsRemaining' },
  ])('$given is refused, since it is no amount', async ({ given, name }) => {
    await expect(attempt.run({}, []).progress(given)).rejects.toThrow(`${name} has to be 0 or more`);
    expect(await read()).toEqual(job);
  });
});

describe('a phase', () => {
  test.each([
    { given: 'half \ud800', want: 'phase holds a lone surrogate' },
    { given: { name: 'half' }, want: 'phase has to be text' },
  ])('of $given is refused, and the job stays as it is', async ({ given, want }) => {
    const reporting = attempt.run({}, []).progress({ total: 3, phase: given as string });

    await expect(reporting).rejects.toThrow(TypeError);
    await expect(reporting).rejects.toThrow(want);
    expect(await read()).toEqual(job);
  });

  test('of 1,000 characters is kept, and one more is refused', async () => {
    const { progress } = attempt.run({}, []);
    await progress({ phase: '😀'.repeat(1000) });

    await expect(progress({ phase: '😀'.repeat(1001) })).rejects.toThrow(RangeError);
    await expect(progress({ phase: 'x'.repeat(5_000_000) })).rejects.toThrow('phase may be 1000 characters long');

    expect((await read()).phase).toBe('😀'.repeat(1000));
  });
});

describe('a result', () => {
  const error = { code: 'broken', message: 'It broke.' };

  test.each<{ given: EmittedResult; want: object }>([
    { given: {}, want: { itemId: null, status: 'completed', output: 'null', error: null } },
    { given: { id: 'a\0', output: { n: 1 } }, want: { itemId: 'a\ufffd', status: 'completed', output: '{"n":1}' } },
    {
      given: { id: 'b', error },
      want: { itemId: 'b', status: 'failed', output: null, error: { ...error, retryable: false, details: null } },
    },
    {
      given: { error: { ...error, retryable: true, details: { line: 7 } } },
      want: { status: 'failed', error: { ...error, retryable: true, details: { line: 7 } } },
    },
  ])('$given is stored as $want', async ({ given, want }) => {
    await clock.advance(5);
    await attempt.run({}, []).emit(given);

    expect(await store.results(job.id, 0, 10)).toMatchObject([{ ...want, createdAt: now + 5 }]);
  });

  test.each<{ what: string; emitted: EmittedResult; mayBeStored: boolean; stored: boolean }>([
    { what: 'has an id', emitted: { id: 'a' }, mayBeStored: true, stored: true },
    { what: 'has none, and is not stored', emitted: {}, mayBeStored: false, stored: true },
    { what: 'has none, and may be stored', emitted: {}, mayBeStored: true, stored: false },
  ])('that $what is emitted again when the store did not answer: $stored', async ({ emitted, mayBeStored, stored }) => {
    let failures = 1;
    const failing = overriddenStore(store, {
      async appendResults(...given) {
        failures -= 1;
        if (failures >= 0) throw new StoreUnavailableError(new Error('away'), { mayBeStored });
        return store.appendResults(...given);
      },
    });

    const emitting = Promise.allSettled([attemptOf(job, failing).run({}, []).emit(emitted)]);
    await turns(2);
    await clock.advance(leaseMs);

    expect(await emitting).toMatchObject([{ status: stored ? 'fulfilled' : 'rejected' }]);
    expect(await store.results(job.id, 0, 10)).toHaveLength(stored ? 1 : 0);
  });

  test('that JSON cannot carry is refused with all that were emitted with it', async () => {
    const output = () => {};

    await expect(attempt.run({}, []).emit({ output: 1 }, { output })).rejects.toThrow(TypeError);
    expect(await store.results(job.id, 0, 10)).toEqual([]);
  });

  test('may be 16 MiB as JSON and not a byte more', async () => {
    const largest = 16 * 1024 * 1024;
    const { emit } = attempt.run({}, []);

    await expect(emit({ output: 'x'.repeat(largest - 1) })).rejects.toThrow(`${largest + 1} bytes as JSON`);
    await emit({ output: 'x'.repeat(largest - 2) });

    expect(await store.resultSizes(job.id, 0, 10)).toEqual([largest]);
  });
});
