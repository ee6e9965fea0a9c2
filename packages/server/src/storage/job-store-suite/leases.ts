import { jobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition, jobIn } from '../../test/every-transition.ts';
import { find, ids } from './stored-jobs.ts';

export function describeLeases(store: JobStore): void {
  describe('leases', () => {
    test.each(jobStatuses.map((status) => ({ status, alive: status === 'running' || status === 'cancelling' })))(
      'the lease of a job that is $status can be renewed: $alive',
      async ({ status, alive }) => {
        const job = await jobIn(store, status);

        const state = await store.renewLease(job.id, job.attempt, 9_000_000);

        const { attempt, cancelDeadlineAt } = job;
        expect(state).toEqual(alive ? { status, attempt, cancelDeadlineAt } : null);
        expect(await find(store, job)).toEqual(alive ? { ...job, leaseExpiresAt: 9_000_000 } : job);
        expect(await store.attemptState(job.id)).toEqual({ status, attempt, cancelDeadlineAt });
      },
    );

    test('the state of an attempt is that of its own job', async () => {
      const [running, cancelling] = [await jobIn(store, 'running'), await jobIn(store, 'cancelling')];

      expect(await store.attemptState(running.id)).toMatchObject({ status: 'running' });
      expect(await store.attemptState(cancelling.id)).toMatchObject({ status: 'cancelling' });
      expect(await store.attemptState('job_none')).toBeNull();
    });

    test('an old attempt cannot renew the lease of the new one', async () => {
      const job = await jobIn(store, 'queued');
      const second = await store.transition(job.id, everyTransition.claimed[0]({ now: 1_000_000, attempt: 1 }));

      expect(await store.renewLease(job.id, 1, 9_000_000)).toBeNull();
      expect(await find(store, job)).toEqual(second);
    });

    test('releasing the leases makes every running job overdue and moves nothing else', async () => {
      const running = await jobIn(store, 'running');
      const cancelling = await jobIn(store, 'cancelling');
      const completed = await jobIn(store, 'completed');
      const queued = await jobIn(store, 'queued');

      await store.releaseLeases(1_000_001);

      expect(await find(store, running)).toEqual({ ...running, leaseExpiresAt: 1_000_001 });
      expect(await find(store, cancelling)).toEqual({ ...cancelling, leaseExpiresAt: 1_000_001 });
      expect(await find(store, completed)).toEqual(completed);
      expect(await find(store, queued)).toEqual(queued);
      expect(ids(await store.overdue(1_000_001, 10)).sort()).toEqual([running.id, cancelling.id].sort());
    });

    test('releasing the leases never makes one longer', async () => {
      const running = await jobIn(store, 'running');

      await store.releaseLeases(9_000_000);

      expect(await find(store, running)).toEqual(running);
    });
  });

  describe('a worker that stops after its job was ended by force', () => {
    async function forced(): Promise<Job> {
      const job = await jobIn(store, 'cancelling');
      return (await store.transition(job.id, everyTransition.graceElapsed[0]({ now: 1_000_200, attempt: 1 }))) as Job;
    }

    test('is noted once, without an event', async () => {
      const job = await forced();

      const stopped = await store.recordStopped(job.id, 1, 1_000_300);

      expect(stopped).toEqual({ ...job, stoppedAt: 1_000_300, version: job.version + 1 });
      expect(await store.recordStopped(job.id, 1, 1_000_400)).toBeNull();
      expect(await find(store, job)).toEqual(stopped);
      expect((await store.events(job.id, 0, 10)).at(-1)?.sequence).toBe(job.version);
    });

    test('is not noted for another attempt', async () => {
      const job = await forced();

      expect(await store.recordStopped(job.id, 2, 1_000_300)).toBeNull();
      expect(await find(store, job)).toEqual(job);
    });

    test.each(jobStatuses.map((status) => ({ status })))(
      'changes nothing in a job that is $status otherwise',
      async ({ status }) => {
        const job = await jobIn(store, status);

        expect(await store.recordStopped(job.id, job.attempt, 1_000_300)).toBeNull();
        expect(await find(store, job)).toEqual(job);
      },
    );

    test('changes nothing in a job that was cancelled while it waited for its next attempt', async () => {
      const queued = await jobIn(store, 'queued');
      const transition = everyTransition.cancelledInQueue[0]({ now: 1_000_100, attempt: 1 });
      const cancelled = await store.transition(queued.id, transition);

      expect(await store.recordStopped(queued.id, 1, 1_000_300)).toBeNull();
      expect(await find(store, queued)).toEqual(cancelled);
    });
  });
}
