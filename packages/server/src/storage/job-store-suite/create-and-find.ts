import { describe, expect, test } from 'vitest';
import type { JobStore } from '../../domain/job-store.ts';
import { everyTransition } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { newResult } from '../../test/new-result.ts';
import { queuedJob } from '../../test/queued-job.ts';
import { find, listed } from './stored-jobs.ts';

export function describeCreateAndFind(store: JobStore): void {
  describe('create and find', () => {
    test('a new job is queued in version 1 and keeps what it was given', async () => {
      const given = newJob({
        name: 'November',
        priority: 9,
        maxAttempts: 20,
        metadata: { customer: 'acme' },
        scheduledFor: 1_000_500,
        runnableAt: 1_000_500,
        deadlineAt: 1_002_000,
        webhook: { url: 'https://example.com/hook', events: ['job.completed'] },
      });
      const { input, ...kept } = given;

      const created = await store.create(given);

      expect(created).toEqual(queuedJob(kept));
      expect(await find(store, given)).toEqual(created);
      expect(await store.input(given.id)).toBe(input);
    });

    test.each<{ given: string }>([
      { given: '{"text":"zero \\u0001, quote \\", backslash \\\\, 😀"}' },
      { given: '{"__proto__":{"a":1},"constructor":null,"toString":[]}' },
      { given: `{"large":"${'é'.repeat(100_000)}"}` },
    ])('an input comes back byte for byte: $given.length characters', async ({ given }) => {
      const job = await store.create(newJob({ input: given }));

      expect(await store.input(job.id)).toBe(given);
    });

    test('metadata keys such as __proto__ are data', async () => {
      const metadata = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c","":"d"}');
      const job = await store.create(newJob({ metadata }));

      expect(JSON.stringify((await find(store, job))?.metadata)).toBe(JSON.stringify(metadata));
      expect(({} as Record<string, unknown>).a).toBeUndefined();
    });

    test('metadata of as many of the widest characters as the contract allows is found again', async () => {
      const wide = (length: number, step: number) =>
        Array.from({ length }, (_, index) => String.fromCodePoint(0x20000 + ((index * step) % 40_000))).join('');
      const [key, value] = [wide(64, 7919), wide(512, 6101)];
      const job = await store.create(newJob({ metadata: { [key]: value } }));

      expect(await listed(store, { metadata: [[key, value]] })).toEqual([job.id]);
    });

    test('what an unknown job has is empty', async () => {
      expect(await store.find('org_one', 'job_none')).toBeNull();
      expect(await store.input('job_none')).toBeNull();
      expect(await store.attemptState('job_none')).toBeNull();
      expect(await store.results('job_none', 0, 10)).toEqual([]);
      expect(await store.events('job_none', 0, 10)).toEqual([]);
      expect(await store.emittedItemIds('job_none')).toEqual([]);
      expect(await store.transition('job_none', everyTransition.claimed[0]({ now: 1, attempt: 0 }))).toBeNull();
      expect(await store.renewLease('job_none', 1, 1)).toBeNull();
      expect(await store.appendResults('job_none', 1, [newResult()])).toBeNull();
      expect(await store.reportProgress('job_none', 1, { total: 1 })).toBeNull();
      expect(await store.recordStopped('job_none', 1, 1)).toBeNull();
    });

    test('a second job with the same id is refused and leaves the first one as it was', async () => {
      const first = await store.create(newJob({ metadata: { a: '1' } }));

      await expect(store.create(newJob({ id: first.id, name: 'other', metadata: { b: '2' } }))).rejects.toThrow();

      expect(await find(store, first)).toEqual(first);
      expect(await store.events(first.id, 0, 10)).toHaveLength(1);
      expect(await listed(store, { metadata: [['b', '2']] })).toEqual([]);
    });

    test('jobs are found by their ids, whoever they belong to, and no others', async () => {
      const jobs = [
        await store.create(newJob({ id: 'job_a' })),
        await store.create(newJob({ id: 'job_b', organizationId: 'org_two' })),
        await store.create(newJob({ id: 'job_c' })),
      ];

      const found = await store.jobs(['job_b', 'job_a', 'job_none']);
      expect(found.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual(jobs.slice(0, 2));
      expect(await store.jobs([])).toEqual([]);
    });
  });
}
