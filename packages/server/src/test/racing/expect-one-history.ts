import { isTerminal, transitions as legalTransitions } from '@jobwire/contract/lifecycle';
import { expect } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import type { TakenWrite } from './store-history.ts';

/**
 * What holds of every job that has ended, whoever raced for it: its moves were legal and one after the other, it ended
 * once, only its newest attempt wrote, nothing changed after its end but that a worker stopped late, and what it counts
 * is what it has.
 */
export async function expectOneHistory(store: JobStore, ended: Job, taken: readonly TakenWrite[]): Promise<void> {
  const writes = taken.filter(({ job }) => job.id === ended.id);
  const events = await store.events(ended.id, 0, 1000);
  const results = await store.results(ended.id, 0, 1000);

  let status: string | null = null;
  let version = 0;
  for (const event of events) {
    expect(event.from).toBe(status);
    const isLegal = legalTransitions.some(({ from, to }) => from === event.from && to === event.to);
    expect(isLegal, `${event.from} to ${event.to}`).toBe(true);
    expect(event.sequence).toBeGreaterThan(version);
    ({ to: status, sequence: version } = event);
  }
  expect(status).toBe(ended.status);
  expect(events.filter(({ to }) => isTerminal(to))).toHaveLength(1);
  expect(events.filter(({ to }) => to === 'running').map(({ attempt }) => attempt)).toEqual(
    Array.from({ length: ended.attempt }, (_, index) => index + 1),
  );

  let newest = 0;
  let end: Job | null = null;
  for (const { by, attempt, job } of writes) {
    if (attempt !== null) expect(attempt).toBe(job.attempt);
    expect(job.attempt).toBeGreaterThanOrEqual(newest);
    newest = job.attempt;
    if (end !== null) {
      expect(by).toBe('recordStopped');
      expect(job).toEqual({ ...end, version: end.version + 1, stoppedAt: job.stoppedAt });
    }
    if (isTerminal(job.status)) end = job;
  }
  expect(ended).toEqual(end);

  expect(results.map(({ index }) => index)).toEqual(results.map((_, index) => index));
  expect(results.filter((result) => result.status === 'completed')).toHaveLength(ended.progressCompleted);
  expect(results.filter((result) => result.status === 'failed')).toHaveLength(ended.progressFailed);
  expect(ended.error !== null).toBe(ended.status === 'failed');
  expect(ended.cancelRequestedAt !== null).toBe(ended.status === 'cancelled');
}
