import { describe, expect, test } from 'vitest';
import type { IdempotentCreate } from '../../domain/idempotency.ts';
import type { Job } from '../../domain/job.ts';
import type { JobStore } from '../../domain/job-store.ts';
import { newJob } from '../../test/new-job.ts';
import { find, listed } from './stored-jobs.ts';

export function describeIdempotency(store: JobStore): void {
  describe('create once per idempotency key', () => {
    const once = (members: Partial<IdempotentCreate> = {}): IdempotentCreate => ({
      key: 'november',
      bodyDigest: 'digest',
      expiresAt: 2_000_000,
      answer: (job) => `the answer for ${job.id}`,
      ...members,
    });

    test('the first creates the job, and a repetition replays its answer without creating', async () => {
      const [first, second] = [newJob(), newJob()];

      const created = await store.createOnce(first, once());
      const replayed = await store.createOnce(second, once({ answer: () => 'another answer' }));

      expect(created).toEqual({ created: await find(store, first) });
      expect(replayed).toEqual({ replayed: `the answer for ${first.id}` });
      expect(await find(store, second)).toBeNull();
      expect(await store.events(first.id, 0, 10)).toHaveLength(1);
    });

    test('the answer is made from the job as it is stored', async () => {
      const job = newJob({ name: 'November' });
      const seen: Job[] = [];
      await store.createOnce(job, once({ answer: (given) => String(seen.push(given)) }));

      expect(seen).toEqual([await find(store, job)]);
    });

    test('another body is told that the key is taken, and nothing is created (F4)', async () => {
      const other = newJob();
      await store.createOnce(newJob(), once());

      expect(await store.createOnce(other, once({ bodyDigest: 'another' }))).toBe('key_reused');
      expect(await find(store, other)).toBeNull();
    });

    test('a key belongs to its organization (F4)', async () => {
      await store.createOnce(newJob(), once());

      const outcome = await store.createOnce(newJob({ organizationId: 'org_two' }), once({ bodyDigest: 'another' }));
      expect(outcome).toHaveProperty('created');
    });

    test('of fifty at the same time one creates and the others replay (F3)', async () => {
      const jobs = Array.from({ length: 50 }, () => newJob());

      const outcomes = await Promise.all(jobs.map((job) => store.createOnce(job, once())));

      expect(outcomes.filter((outcome) => typeof outcome === 'object' && 'created' in outcome)).toHaveLength(1);
      expect(outcomes.filter((outcome) => typeof outcome === 'object' && 'replayed' in outcome)).toHaveLength(49);
      expect(await listed(store, {})).toHaveLength(1);
    });

    test.each<{ at: number; want: 'created' | 'replayed' }>([
      { at: 1_999_999, want: 'replayed' },
      { at: 2_000_000, want: 'created' },
    ])('at $at a key that expires at 2000000 leads to one $want', async ({ at, want }) => {
      await store.createOnce(newJob(), once());

      expect(await store.createOnce(newJob({ createdAt: at }), once({ expiresAt: at + 1 }))).toHaveProperty(want);
    });

    test('a create that fails leaves its key free (F4)', async () => {
      const taken = await store.create(newJob());

      await expect(store.createOnce(newJob({ id: taken.id }), once())).rejects.toThrow();

      expect(await store.createOnce(newJob(), once({ bodyDigest: 'another' }))).toHaveProperty('created');
    });

    test.each(['k'.repeat(255), 'ключ 🔑', "' or 1=1 --", '%'])('the key %s is taken as it is', async (key) => {
      await store.createOnce(newJob(), once({ key }));

      expect(await store.createOnce(newJob(), once({ key }))).toHaveProperty('replayed');
      expect(await store.createOnce(newJob(), once({ key: `${key}.` }))).toHaveProperty('created');
    });
  });
}
