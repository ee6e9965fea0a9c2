import { expect, test } from 'vitest';
import { TestClock } from '../test/test-clock.ts';
import { Resting } from './resting.ts';

test('a job rests twice as long after each failure, and no longer than a minute', async () => {
  const clock = new TestClock();
  const resting = new Resting(clock);
  const rests: number[] = [];
  for (let failures = 1; failures <= 8; failures += 1) {
    resting.failed('job_a');
    const began = clock.now();
    while (resting.has('job_a')) await clock.advance(500);
    rests.push((clock.now() - began) / 1000);
  }

  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test('those that are to be left alone are named, each until its own rest is over', async () => {
  const clock = new TestClock();
  const resting = new Resting(clock);
  for (const jobId of ['job_a', 'job_b', 'job_a']) resting.failed(jobId);

  expect(resting.names).toEqual(['job_a', 'job_b']);
  await clock.advance(1000);
  expect([resting.names, resting.has('job_b')]).toEqual([['job_a'], false]);
  await clock.advance(1000);
  expect(resting.names).toEqual([]);
});

test.each([
  { what: 'was written after all', since: (resting: Resting) => resting.succeeded('job_a'), afterMs: 0 },
  { what: 'has not failed for a minute after its rest', since: (resting: Resting) => resting.names, afterMs: 62_000 },
])('a job that $what rests no longer than at first when it fails again', async ({ since, afterMs }) => {
  const clock = new TestClock();
  const resting = new Resting(clock);
  for (const jobId of ['job_a', 'job_a']) resting.failed(jobId);
  await clock.advance(afterMs);
  since(resting);

  resting.failed('job_a');

  await clock.advance(999);
  expect(resting.has('job_a')).toBe(true);
  await clock.advance(1);
  expect(resting.has('job_a')).toBe(false);
});
