import { type JobStatus, jobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { NewJob } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { graceMs, jobIn, leaseMs } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { ids } from './stored-jobs.ts';

export function describeDue(store: JobStore): void {
  describe('what is due', () => {
    test('comes by priority, then by time, then by id', async () => {
      await store.create(newJob({ id: 'job_5_late', priority: 5, runnableAt: 200 }));
      await store.create(newJob({ id: 'job_5_b', priority: 5, runnableAt: 100 }));
      await store.create(newJob({ id: 'job_5_a', priority: 5, runnableAt: 100 }));
      await store.create(newJob({ id: 'job_9', priority: 9, runnableAt: 300 }));
      await store.create(newJob({ id: 'job_0', priority: 0, runnableAt: 1 }));
      await store.create(newJob({ id: 'job_9_later', priority: 9, runnableAt: 301 }));

      expect(await store.due(300, 10)).toEqual(['job_9', 'job_5_a', 'job_5_b', 'job_5_late', 'job_0']);
      expect(await store.due(300, 2)).toEqual(['job_9', 'job_5_a']);
      expect(await store.due(0, 10)).toEqual([]);
      expect(await store.nextDueAt(0)).toBe(1);
      expect(await store.nextDueAt(1)).toBe(100);
      expect(await store.nextDueAt(300)).toBe(301);
      expect(await store.nextDueAt(301)).toBeNull();
    });

    test('is only what is queued', async () => {
      const statuses = jobStatuses.filter((status) => status !== 'queued');
      for (const status of statuses) await jobIn(store, status, { runnableAt: 900_000 });
      const queued = await jobIn(store, 'queued');

      expect(await store.due(5_000_000, 100)).toEqual([queued.id]);
      expect(await store.nextDueAt(0)).toBe(queued.runnableAt);
    });

    test('is not a job whose deadline has passed, since that never runs', async () => {
      const late = await store.create(
        newJob({ deadlineAt: 1_000_500, scheduledFor: 1_000_600, runnableAt: 1_000_600 }),
      );
      const inTime = await store.create(newJob({ deadlineAt: 1_000_601, runnableAt: 1_000_600 }));

      expect(await store.due(1_000_600, 10)).toEqual([inTime.id]);
      expect(ids(await store.overdue(1_000_600, 10))).toEqual([late.id]);
    });
  });

  describe('what is overdue', () => {
    test.each<{ status: JobStatus; given: Partial<NewJob>; now: number; want: boolean }>([
      { status: 'queued', given: {}, now: 9_000_000, want: false },
      { status: 'queued', given: { deadlineAt: 1_000_500 }, now: 1_000_499, want: false },
      { status: 'queued', given: { deadlineAt: 1_000_500 }, now: 1_000_500, want: true },
      { status: 'running', given: {}, now: 1_000_000 + leaseMs - 1, want: false },
      { status: 'running', given: {}, now: 1_000_000 + leaseMs, want: true },
      { status: 'running', given: { deadlineAt: 1_000_050 }, now: 1_000_049, want: false },
      { status: 'running', given: { deadlineAt: 1_000_050 }, now: 1_000_050, want: true },
      { status: 'cancelling', given: { deadlineAt: 1_000_050 }, now: 1_000_050, want: false },
      { status: 'cancelling', given: {}, now: 1_000_000 + leaseMs, want: true },
      { status: 'completed', given: { deadlineAt: 1_000_050 }, now: 9_000_000, want: false },
      { status: 'failed', given: { deadlineAt: 1_000_050 }, now: 9_000_000, want: false },
      { status: 'cancelled', given: { deadlineAt: 1_000_050 }, now: 9_000_000, want: false },
      { status: 'expired', given: { deadlineAt: 1_000_050 }, now: 9_000_000, want: false },
    ])('a job that is $status with $given is overdue at $now: $want', async ({ status, given, now, want }) => {
      const job = await jobIn(store, status, given);

      expect(ids(await store.overdue(now, 10))).toEqual(want ? [job.id] : []);
    });

    test('is a cancelling job at its grace bound, though its lease is alive', async () => {
      const job = await jobIn(store, 'cancelling');
      await store.renewLease(job.id, 1, 9_000_000);

      expect(ids(await store.overdue(1_000_000 + graceMs - 1, 10))).toEqual([]);
      expect(ids(await store.overdue(1_000_000 + graceMs, 10))).toEqual([job.id]);
    });

    test('comes in pages of the given size', async () => {
      for (let index = 0; index < 5; index += 1) await jobIn(store, 'running');

      expect(await store.overdue(9_000_000, 3)).toHaveLength(3);
    });
  });
}
