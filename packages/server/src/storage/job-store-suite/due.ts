import { type JobStatus, jobStatuses } from '@jobwire/contract/lifecycle';
import { describe, expect, test } from 'vitest';
import type { Job, NewJob } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition, graceMs, jobIn, leaseMs } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { ids } from './stored-jobs.ts';

export function describeDue(store: JobStore): void {
  describe('what is due', () => {
    /** What a dispatcher would start of one organization. */
    async function dueAt(now: number, limit = 100, organizationId = 'org_one'): Promise<string[]> {
      await store.markReady(now, 1000);
      return store.due(organizationId, now, limit);
    }

    const claimAt = (now: number) => everyTransition.claimed[0]({ now, attempt: 0 });

    test('comes by priority, then by time, then by id', async () => {
      const given = { createdAt: 0 };
      await store.create(newJob({ ...given, id: 'job_5_late', priority: 5, runnableAt: 200 }));
      await store.create(newJob({ ...given, id: 'job_5_b', priority: 5, runnableAt: 100 }));
      await store.create(newJob({ ...given, id: 'job_5_a', priority: 5, runnableAt: 100 }));
      await store.create(newJob({ ...given, id: 'job_9', priority: 9, runnableAt: 300 }));
      await store.create(newJob({ ...given, id: 'job_0', priority: 0, runnableAt: 1 }));
      await store.create(newJob({ ...given, id: 'job_9_later', priority: 9, runnableAt: 301 }));

      expect(await store.nextDueAt(0)).toBe(1);
      expect(await store.nextDueAt(1)).toBe(100);
      expect(await dueAt(0)).toEqual([]);
      expect(await dueAt(300)).toEqual(['job_9', 'job_5_a', 'job_5_b', 'job_5_late', 'job_0']);
      expect(await dueAt(300, 2)).toEqual(['job_9', 'job_5_a']);
      expect(await store.nextDueAt(300)).toBe(301);
      expect(await store.nextDueAt(301)).toBeNull();
    });

    test('is claimed in that order, at most so many, and only what is due of the organization', async () => {
      const given = { createdAt: 0, priority: 5, runnableAt: 100 };
      for (const members of [
        { id: 'job_0', priority: 0, runnableAt: 1 },
        { id: 'job_5_late', runnableAt: 200 },
        { id: 'job_5_c' },
        { id: 'job_5_a' },
        { id: 'job_5_b' },
        { id: 'job_5_early', runnableAt: 50 },
        { id: 'job_9_later', priority: 9, runnableAt: 301 },
        { id: 'job_9', priority: 9, runnableAt: 300 },
        { id: 'job_foreign', organizationId: 'org_two' },
      ]) {
        await store.create(newJob({ ...given, ...members }));
      }
      await store.markReady(300, 1000);
      const claim = claimAt(300);
      const told: string[] = [];
      store.observe(({ id }) => told.push(id));

      const inTurn: Job[][] = [];
      // Each number ends among jobs that only their time, or only their id, puts in order.
      for (const limit of [1, 1, 1, 2, 5]) inTurn.push(await store.claimDue('org_one', claim, limit));

      expect(inTurn.map(ids)).toEqual([
        ['job_9'],
        ['job_5_early'],
        ['job_5_a'],
        ['job_5_b', 'job_5_c'],
        ['job_5_late', 'job_0'],
      ]);
      expect(told).toEqual(ids(inTurn.flat()));
      for (const job of inTurn.flat()) {
        expect(job).toMatchObject({ status: 'running', attempt: 1 });
        expect(await store.find('org_one', job.id)).toEqual(job);
        expect((await store.events(job.id, 0, 10)).map(({ type }) => type)).toEqual(['job.queued', 'job.started']);
      }
      expect(await store.claimDue('org_one', claim, 5)).toEqual([]);
      expect(await store.due('org_two', 300, 10)).toEqual(['job_foreign']);
    });

    test('is at once what was created to start at once, and what rests from its time on', async () => {
      const now = await store.create(newJob());
      const resting = await jobIn(store, 'running');
      const requeued = everyTransition.requeued[0]({ now: 1_000_000, attempt: 1 });
      await store.transition(resting.id, requeued);

      expect(await store.due('org_one', 1_000_000, 10)).toEqual([now.id]);
      expect(await store.nextDueAt(1_000_000)).toBe(1_000_050);
      expect(await dueAt(1_000_049)).toEqual([now.id]);
      expect(await dueAt(1_000_050)).toEqual([now.id, resting.id]);
    });

    test('is at once what goes back into the queue without a rest', async () => {
      const job = await jobIn(store, 'running');
      await store.transition(job.id, everyTransition.requeued[1]({ now: 1_000_000, attempt: 1 }));

      expect(await store.due('org_one', 1_000_000, 10)).toEqual([job.id]);
    });

    test('becomes so in batches, the longest due first, and none is left out', async () => {
      for (const runnableAt of [1_000_003, 1_000_001, 1_000_002, 1_000_004]) {
        await store.create(newJob({ id: `job_at_${runnableAt}`, runnableAt }));
      }

      expect(await store.markReady(1_000_000, 2)).toBe(0);
      expect(await store.markReady(1_000_003, 2)).toBe(2);
      expect(await store.due('org_one', 1_000_003, 10)).toEqual(['job_at_1000001', 'job_at_1000002']);
      expect(await store.markReady(1_000_003, 2)).toBe(1);
      expect(await store.markReady(1_000_003, 2)).toBe(0);
      expect(await store.due('org_one', 1_000_003, 10)).toHaveLength(3);
    });

    test('is nothing before its time, even when the clock has gone back since it was made ready', async () => {
      const later = await store.create(newJob({ runnableAt: 1_000_300, priority: 9 }));
      const job = await store.create(newJob({ runnableAt: 1_000_200 }));
      await store.markReady(1_000_300, 10);

      expect(await store.due('org_one', 1_000_199, 10)).toEqual([]);
      expect(await store.due('org_one', 1_000_299, 10)).toEqual([job.id]);
      expect(await store.due('org_one', 1_000_300, 10)).toEqual([later.id, job.id]);
      expect(await store.claimDue('org_one', claimAt(1_000_199), 10)).toEqual([]);
      // One whose time is yet to come takes nobody's place, however urgent it is.
      expect(ids(await store.claimDue('org_one', claimAt(1_000_299), 1))).toEqual([job.id]);
      expect(ids(await store.claimDue('org_one', claimAt(1_000_300), 1))).toEqual([later.id]);
    });

    test('is only what is queued', async () => {
      const statuses = jobStatuses.filter((status) => status !== 'queued');
      for (const status of statuses) await jobIn(store, status, { runnableAt: 900_000 });
      const queued = await jobIn(store, 'queued');

      expect(await dueAt(5_000_000)).toEqual([queued.id]);
      expect(await store.nextDueAt(0)).toBeNull();
    });

    test('is not a job whose deadline has passed, since that never runs', async () => {
      const late = await store.create(
        newJob({ deadlineAt: 1_000_600, scheduledFor: 1_000_600, runnableAt: 1_000_600 }),
      );
      const inTime = await store.create(newJob({ deadlineAt: 1_000_601, runnableAt: 1_000_600 }));

      expect(await dueAt(1_000_600)).toEqual([inTime.id]);
      expect(ids(await store.claimDue('org_one', claimAt(1_000_600), 10))).toEqual([inTime.id]);
      expect(ids(await store.overdue(1_000_600, 10))).toEqual([late.id]);
    });

    test('is found behind two hundred jobs whose deadline has passed, which a look steps over, and not behind more', async () => {
      const past = () => newJob({ priority: 9, deadlineAt: 1_000_001 });
      await Promise.all(Array.from({ length: 200 }, () => store.create(past())));
      const due = await store.create(newJob());

      expect(await store.due('org_one', 1_000_001, 1)).toEqual([due.id]);
      await store.create(past());
      expect(await store.due('org_one', 1_000_001, 1)).toEqual([]);
      expect(await store.due('org_one', 1_000_001, 2)).toEqual([due.id]);
    });

    test('is asked of one organization at a time, and only of those that have something to start', async () => {
      for (const organizationId of ['org_b', 'org_a', 'org_b', 'org_d']) await store.create(newJob({ organizationId }));
      await store.create(newJob({ organizationId: 'org_c', runnableAt: 2_000_000 }));
      await jobIn(store, 'running', { organizationId: 'org_e' });
      await jobIn(store, 'cancelled', { organizationId: 'org_f' });

      expect(await store.dueOrganizations('', 10)).toEqual(['org_a', 'org_b', 'org_d']);
      expect(await store.dueOrganizations('', 2)).toEqual(['org_a', 'org_b']);
      expect(await store.dueOrganizations('org_b', 10)).toEqual(['org_d']);
      expect(await store.dueOrganizations('org_d', 10)).toEqual([]);
      expect(await dueAt(1_000_000, 10, 'org_b')).toHaveLength(2);
      expect(await dueAt(1_000_000, 10, 'org_c')).toEqual([]);
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

    test('leaves out those that are not asked for, and goes on behind them', async () => {
      const faulty = [await jobIn(store, 'running'), await jobIn(store, 'cancelling'), await jobIn(store, 'running')];
      const queued = await jobIn(store, 'queued', { deadlineAt: 5_000_000 });

      expect(ids(await store.overdue(9_000_000, 3, ids(faulty)))).toEqual([queued.id]);
      expect(await store.overdue(9_000_000, 3, ids([...faulty, queued]))).toEqual([]);
    });
  });
}
