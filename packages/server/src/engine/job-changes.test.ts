import { expect, test } from 'vitest';
import type { Job } from '../domain/job.ts';
import { queuedJob } from '../test/queued-job.ts';
import { JobChanges } from './job-changes.ts';

test('a change is told to everyone who waits for its job, and to nobody else', () => {
  const changes = new JobChanges();
  const told: [string, Job][] = [];
  changes.subscribe('job_a', (job) => told.push(['one', job]));
  changes.subscribe('job_a', (job) => told.push(['other', job]));
  changes.subscribe('job_b', (job) => told.push(['elsewhere', job]));
  const job = queuedJob({ id: 'job_a' });

  changes.publish(job);

  expect(told).toEqual([
    ['one', job],
    ['other', job],
  ]);
});

test('whoever has unsubscribed hears nothing more, and the others go on', () => {
  const changes = new JobChanges();
  const told: string[] = [];
  const leave = changes.subscribe('job_a', () => told.push('one'));
  changes.subscribe('job_a', () => told.push('other'));
  const job = queuedJob({ id: 'job_a' });

  leave();
  changes.publish(job);
  expect(told).toEqual(['other']);

  const leaveAgain = changes.subscribe('job_a', () => told.push('third'));
  // A second word of who has left already takes nobody else's place away.
  leave();
  changes.publish(job);
  expect(told).toEqual(['other', 'other', 'third']);
  leaveAgain();
});

test('whoever comes after the last one has left is told, also when that one says so again', () => {
  const changes = new JobChanges();
  const told: string[] = [];
  const leave = changes.subscribe('job_a', () => told.push('first'));
  leave();
  changes.subscribe('job_a', () => told.push('second'));
  leave();

  changes.publish(queuedJob({ id: 'job_a' }));

  expect(told).toEqual(['second']);
});

test('a job is awaited as long as anybody has not left', () => {
  const changes = new JobChanges();
  const leave = changes.subscribe('job_a', () => {});
  const leaveToo = changes.subscribe('job_a', () => {});
  const leaveElsewhere = changes.subscribe('job_b', () => {});

  leave();
  expect(changes.awaited).toEqual(['job_a', 'job_b']);
  leaveToo();
  expect(changes.awaited).toEqual(['job_b']);
  expect([changes.isAwaited('job_a'), changes.isAwaited('job_b')]).toEqual([false, true]);
  leaveElsewhere();
  expect(changes.awaited).toEqual([]);
});
