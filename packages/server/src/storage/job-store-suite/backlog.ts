import { terminalJobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { jobIn } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';

const now = 1_000_000;

export function describeBacklog(store: JobStore): void {
  describe('the backlog', () => {
    test('of an empty store is nothing', async () => {
      expect(await store.backlog(now, 10)).toEqual({
        open: { queued: 0, running: 0, cancelling: 0 },
        oldestDueAt: null,
      });
    });

    test('counts the open jobs of every organization by status, those that wait for their time among the queued', async () => {
      for (const organizationId of ['org_one', 'org_two']) await jobIn(store, 'queued', { organizationId });
      await store.create(newJob({ runnableAt: now + 1 }));
      for (const organizationId of ['org_one', 'org_two']) await jobIn(store, 'running', { organizationId });
      await jobIn(store, 'cancelling');
      for (const status of terminalJobStatuses) await jobIn(store, status);

      expect((await store.backlog(now, 10)).open).toEqual({ queued: 3, running: 2, cancelling: 1 });
    });

    test('counts no status further than it is told', async () => {
      for (const runnableAt of [now, now, now + 1, now + 2]) await store.create(newJob({ runnableAt }));
      for (let count = 0; count < 3; count += 1) await jobIn(store, 'running');

      expect((await store.backlog(now, 3)).open).toEqual({ queued: 3, running: 3, cancelling: 0 });
      expect((await store.backlog(now, 2)).open).toEqual({ queued: 2, running: 2, cancelling: 0 });
    });

    test.each([
      { organizationId: 'org_a', priority: 9 },
      { organizationId: 'org_b', priority: 4 },
      { organizationId: 'org_c', priority: 0 },
    ])('knows the job that is due for longest, be it of $organizationId and of priority $priority', async (oldest) => {
      for (const organizationId of ['org_a', 'org_b', 'org_c']) {
        for (const priority of [0, 4, 9]) {
          await store.create(newJob({ organizationId, priority, createdAt: now - 5 }));
          await store.create(newJob({ organizationId, priority, createdAt: now - 3 }));
        }
      }
      await store.create(newJob({ ...oldest, createdAt: now - 9 }));

      expect((await store.backlog(now, 10)).oldestDueAt).toBe(now - 9);
    });

    test('knows that a job is due whose time has come, though nothing has made it ready yet', async () => {
      for (const runnableAt of [now + 20, now + 10, now + 30]) await store.create(newJob({ runnableAt }));

      expect((await store.backlog(now + 9, 10)).oldestDueAt).toBeNull();
      expect((await store.backlog(now + 10, 10)).oldestDueAt).toBe(now + 10);
      expect((await store.backlog(now + 30, 10)).oldestDueAt).toBe(now + 10);
    });

    test('is not made older by jobs that run or have ended', async () => {
      for (const status of ['running', 'cancelling', 'completed'] as const) {
        await jobIn(store, status, { createdAt: now - 100 });
      }
      await store.create(newJob());

      expect((await store.backlog(now, 10)).oldestDueAt).toBe(now);
    });
  });
}
