import { expect, test } from 'vitest';
import type { JobStore } from '../domain/job-store.ts';
import { silentLogger } from '../domain/logger.ts';
import { queuedJob } from '../test/queued-job.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { Attempt } from './attempt.ts';
import { RunningAttempts } from './running-attempts.ts';

function attemptOf(id: string, number = 1): Attempt {
  const dependencies = { store: {} as JobStore, clock: new TestClock(), leaseMs: 100, logger: silentLogger };
  return new Attempt(dependencies, queuedJob({ id, attempt: number }));
}

/** Whether the server has given up waiting for it. */
function isAbandoned(attempt: Attempt): Promise<boolean> {
  return Promise.race([attempt.abandoned.then(() => true), turns(1).then(() => false)]);
}

test('an attempt is among those that run until it is taken out', () => {
  const running = new RunningAttempts();
  const [one, other] = [attemptOf('job_a'), attemptOf('job_b')];
  running.add(one);
  running.add(other);
  expect([running.size, running.all]).toEqual([2, [one, other]]);

  running.remove(one);
  expect([running.size, running.all]).toEqual([1, [other]]);
});

test('the end of an older attempt does not take out the newer one of the same job', () => {
  const running = new RunningAttempts();
  const [first, second] = [attemptOf('job_a', 1), attemptOf('job_a', 2)];
  running.add(first);
  running.add(second);

  running.remove(first);
  expect(running.all).toEqual([second]);
  running.remove(second);
  expect(running.all).toEqual([]);
});

test('a stop reaches the attempt of its job alone', () => {
  const running = new RunningAttempts();
  const [one, other] = [attemptOf('job_a'), attemptOf('job_b')];
  running.add(one);
  running.add(other);

  running.stop('job_a', 'cancelled');
  running.stop('job_none', 'cancelled');

  expect([one.stopReason, other.stopReason]).toEqual(['cancelled', null]);
});

test('a stop of new attempts reaches those that begin from then on, and no other', () => {
  const running = new RunningAttempts();
  const [old, fresh] = [attemptOf('job_a'), attemptOf('job_b')];
  running.add(old);

  running.stopNew('shutdown');
  running.add(fresh);

  expect([old.stopReason, fresh.stopReason]).toEqual([null, 'shutdown']);
});

test('a stop of all reaches those that run, and those that begin from then on', () => {
  const running = new RunningAttempts();
  const [old, fresh] = [attemptOf('job_a'), attemptOf('job_b')];
  running.add(old);

  running.stopAll('shutdown');
  running.add(fresh);

  expect([old.stopReason, fresh.stopReason]).toEqual(['shutdown', 'shutdown']);
});

test('an attempt that is given up is told to stop and no longer waited for, and a newer one goes on', async () => {
  const running = new RunningAttempts();
  const attempt = attemptOf('job_a', 2);
  running.add(attempt);

  running.abandon('job_a', 1, 'fenced');
  running.abandon('job_none', 1, 'fenced');
  expect([attempt.stopReason, await isAbandoned(attempt)]).toEqual([null, false]);

  running.abandon('job_a', 2, 'expired');
  expect([attempt.stopReason, await isAbandoned(attempt)]).toEqual(['expired', true]);
});
