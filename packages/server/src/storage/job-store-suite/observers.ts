import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition, graceMs, jobIn } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { newResult } from '../../test/new-result.ts';
import { transitionMatching } from './stored-jobs.ts';

export function describeObservers(store: JobStore): void {
  describe('an observer', () => {
    test('is told of every change that a caller can see, once, with the job as it then is', async () => {
      const told: Job[] = [];
      store.observe((job) => told.push(job));
      const job = await store.create(newJob());
      const seen: (Job | null)[] = [];
      const step = async (change: Promise<Job | null>) => seen.push(await change);
      const at = job.createdAt;
      await step(store.transition(job.id, everyTransition.claimed[0]({ now: at, attempt: 0 })));
      await step(store.reportProgress(job.id, 1, { total: 2 }));
      await step(store.appendResults(job.id, 1, [newResult()]));
      await step(store.transition(job.id, everyTransition.cancelAsked[0]({ now: at, attempt: 0 })));
      await step(store.transition(job.id, everyTransition.graceElapsed[0]({ now: at + graceMs, attempt: 0 })));
      await step(store.recordStopped(job.id, 1, at + graceMs + 1));

      expect(told.filter(({ version }) => version > 1)).toEqual(seen);
    });

    test('is told nothing when a write is refused, or changes nothing that a caller can see', async () => {
      const job = await jobIn(store, 'running');
      const told: Job[] = [];
      store.observe((changed) => told.push(changed));

      await store.appendResults(job.id, 2, [newResult({ itemId: 'b' })]);
      await store.reportProgress(job.id, 2, { total: 2 });
      await store.renewLease(job.id, 1, 9_000_000);
      await store.transition(job.id, everyTransition.claimed[0]({ now: 9_000_000, attempt: 0 }));
      await store.recordStopped(job.id, 1, 9_000_000);

      expect(told).toEqual([]);
    });

    test('is told of each job that a transition of all matching jobs moves', async () => {
      await Promise.all([1, 2, 3].map(() => store.create(newJob())));
      const told: Job[] = [];
      store.observe((changed) => told.push(changed));

      const transition = everyTransition.cancelledInQueue[0]({ now: 2_000_000, attempt: 0 });
      const moved = await transitionMatching(store, {}, transition);

      expect(told).toEqual(moved.entries);
    });
  });
}
