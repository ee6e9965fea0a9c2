import { isTerminal, transitions as legalTransitions } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import { queuedJob } from '../test/queued-job.ts';
import type { Job } from './job.ts';
import {
  applyTransition,
  cancelAsked,
  cancelledInQueue,
  claimed,
  deadlinePassed,
  failedByLoss,
  graceElapsed,
  requeued,
  requeuedByLoss,
  stopConfirmed,
  stoppedByLoss,
  type Transition,
  workCompleted,
  workFailed,
} from './transition.ts';

/*
 * Every way that one job can go with two workers, a sweeper and a canceller, who each act on what they read a while ago,
 * while any worker may crash at any step. Time goes in ticks, so that leases and bounds run out between any two steps.
 * The numbers are those of the invariants in the reliability notes: 3 only legal moves, 4 a terminal job never changes,
 * 5 an accepted cancel is kept, 7 only the newest attempt writes, 10 no job stays open for ever.
 */

const lastTick = 5;
const leaseTicks = 2;
const graceTicks = 1;
const retentionMs = 1;
const mostAttempts = 3;
const error = { code: 'broken', message: 'It broke.', retryable: false, details: null };

/** What a worker knows: the attempt it believes it holds, and whether it was told to stop. Null when it is idle. */
interface Worker {
  readonly attempt: number;
  /** The handler has returned, and its end is about to be written. */
  readonly returned: boolean;
}

interface World {
  readonly now: number;
  readonly job: Job;
  readonly workers: readonly [Worker | null, Worker | null];
  /** What the sweeper and the canceller read, until they write. */
  readonly sweeperRead: Job | null;
  readonly cancellerRead: Job | null;
  /** A cancel was answered 200. */
  readonly promised: boolean;
}

interface Explored {
  readonly worlds: number;
  readonly moves: number;
  readonly endings: ReadonlySet<string>;
}

function explore(first: Job): Explored {
  const seen = new Set<string>();
  const endings = new Set<string>();
  const open: World[] = [
    { now: 0, job: first, workers: [null, null], sweeperRead: null, cancellerRead: null, promised: false },
  ];
  let moves = 0;
  for (let world = open.pop(); world !== undefined; world = open.pop()) {
    const key = keyOf(world);
    if (seen.has(key)) continue;
    seen.add(key);
    if (isTerminal(world.job.status)) endings.add(world.job.status);
    expectItEnds(world);
    for (const next of successors(world)) {
      moves += 1;
      expectLegal(world, next);
      open.push(next);
    }
  }
  return { worlds: seen.size, moves, endings };
}

function* successors(world: World): Generator<World> {
  const { now, job, workers, sweeperRead, cancellerRead } = world;
  if (now < lastTick) yield { ...world, now: now + 1 };
  for (const index of [0, 1] as const) yield* workerSteps(world, workers[index], index);

  if (sweeperRead === null) yield { ...world, sweeperRead: job };
  else {
    const sweep = sweeperMove(sweeperRead, now);
    const moved = sweep === null ? null : applyTransition(job, sweep);
    yield { ...world, sweeperRead: null, job: moved ?? job };
  }

  if (cancellerRead === null) yield { ...world, cancellerRead: job };
  else yield cancelled(world, cancellerRead);
}

function* workerSteps(world: World, worker: Worker | null, index: 0 | 1): Generator<World> {
  const { now, job } = world;
  const withWorker = (next: Worker | null, moved: Job | null = null): World => ({
    ...world,
    job: moved ?? job,
    workers: index === 0 ? [next, world.workers[1]] : [world.workers[0], next],
  });
  if (worker === null) {
    const claim = claimed({ now, leaseOwner: `worker-${index}`, leaseExpiresAt: now + leaseTicks });
    const moved = job.attempt < mostAttempts ? applyTransition(job, claim) : null;
    if (moved !== null) yield withWorker({ attempt: moved.attempt, returned: false }, moved);
    return;
  }
  const { attempt, returned } = worker;
  // It crashes, and nothing is written.
  yield withWorker(null);
  if (!returned) {
    yield withWorker({ attempt, returned: true });
    // It renews its lease, under the guard that every write of a worker has.
    if (mayWrite(job, attempt)) yield withWorker(worker, { ...job, leaseExpiresAt: now + leaseTicks });
    return;
  }
  const ends: Transition[] = [
    workCompleted({ now, attempt, retentionMs }),
    workFailed({ now, attempt, retentionMs, error }),
    requeued({ now, attempt, reason: 'retryable_error', runnableAt: now + 1 }),
    requeued({ now, attempt, reason: 'shutdown', runnableAt: now }),
  ];
  for (const end of ends) {
    const moved = applyTransition(job, end);
    // A refused end is followed by the confirmation that it stopped.
    yield withWorker(null, moved ?? applyTransition(job, stopConfirmed({ now, attempt, retentionMs })));
  }
}

function cancelled(world: World, read: Job): World {
  const { now, job } = world;
  const done = { ...world, cancellerRead: null };
  if (isTerminal(read.status)) return done;
  if (read.status === 'cancelling') return { ...done, promised: true };
  const move =
    read.status === 'queued'
      ? cancelledInQueue({ now, reason: null, retentionMs })
      : cancelAsked({ now, reason: null, graceMs: graceTicks });
  const moved = applyTransition(job, move);
  // Refused: it reads again and judges anew.
  return moved === null ? { ...world, cancellerRead: job } : { ...done, job: moved, promised: true };
}

function sweeperMove(read: Job, now: number): Transition | null {
  const given = { now, retentionMs, attempt: read.attempt };
  const leaseLost = read.leaseExpiresAt !== null && read.leaseExpiresAt <= now;
  if (read.status === 'cancelling') return leaseLost ? stoppedByLoss(given) : graceElapsed(given);
  if ((read.status === 'queued' || read.status === 'running') && (read.deadlineAt ?? Number.POSITIVE_INFINITY) <= now) {
    return deadlinePassed({ ...given, from: read.status });
  }
  if (read.status !== 'running') return null;
  if (read.attemptsSpent + 1 >= read.maxAttempts) return failedByLoss({ ...given, error });
  return requeuedByLoss({ ...given, runnableAt: now + 1 });
}

function mayWrite(job: Job, attempt: number): boolean {
  return job.attempt === attempt && (job.status === 'running' || job.status === 'cancelling');
}

function expectLegal(before: World, { job, promised, workers }: World): void {
  const was = before.job;
  if (job !== was && job.version !== was.version) {
    // 3
    const isLegal = legalTransitions.some(({ from, to }) => from === was.status && to === job.status);
    if (!isLegal) throw new Error(`Not a legal move: ${was.status} to ${job.status}.`);
    // 4
    if (isTerminal(was.status)) throw new Error(`A terminal job moved: ${was.status} to ${job.status}.`);
    // 7
    if (job.attempt !== was.attempt && job.attempt !== was.attempt + 1) throw new Error('An attempt was left out.');
  } else if (job !== was && isTerminal(was.status)) throw new Error('A terminal job changed.');
  // 5
  if (promised && job.status !== 'cancelling' && job.status !== 'cancelled') {
    throw new Error(`A cancel was accepted, and the job is ${job.status}.`);
  }
  // 7
  const writers = workers.filter((worker) => worker !== null && mayWrite(job, worker.attempt));
  if (writers.length > 1) throw new Error('Two workers may write at the same time.');
}

/** 10: when everybody else is gone, sweeps alone bring the job to its end once its bounds have passed. */
function expectItEnds({ job, promised }: World): void {
  let left = job;
  for (let now = lastTick + 1; !isTerminal(left.status); now += leaseTicks + graceTicks + 1) {
    if (now > 1000) throw new Error(`A job stays ${left.status} for ever.`);
    const move = sweeperMove(left, now);
    const swept = move === null ? null : applyTransition(left, move);
    // Without a deadline a queued job waits for a worker, here one that dies at once.
    const claim = claimed({ now, leaseOwner: 'dying', leaseExpiresAt: now + 1 });
    left = swept ?? applyTransition(left, claim) ?? left;
  }
  if (promised && left.status !== 'cancelled')
    throw new Error(`A cancel was accepted, and the job ended ${left.status}.`);
}

/** What decides how a world can go on; versions and the times of the past do not. */
function keyOf({ now, job, workers, sweeperRead, cancellerRead, promised }: World): string {
  return JSON.stringify([now, keyOfJob(job), workers, keyOfJob(sweeperRead), cancellerRead?.status, promised]);
}

function keyOfJob(job: Job | null): unknown {
  if (job === null) return null;
  const { status, attempt, attemptsSpent, runnableAt, leaseExpiresAt, cancelDeadlineAt } = job;
  return [status, attempt, attemptsSpent, runnableAt, leaseExpiresAt, cancelDeadlineAt];
}

describe('in every interleaving of two workers, a sweeper, a canceller and their crashes', () => {
  test.each([
    { given: 'a deadline', members: { deadlineAt: 4 }, want: ['cancelled', 'completed', 'expired', 'failed'] },
    { given: 'no deadline', members: { deadlineAt: null }, want: ['cancelled', 'completed', 'failed'] },
  ])('a job with $given moves legally, keeps an accepted cancel, and ends', ({ members, want }) => {
    const { worlds, endings } = explore(queuedJob({ ...members, createdAt: 0, runnableAt: 0, maxAttempts: 2 }));

    expect(worlds).toBeGreaterThan(2000);
    expect([...endings].sort()).toEqual(want);
  });
});
