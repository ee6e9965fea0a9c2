import { isTerminal } from '@jobwire/contract/lifecycle';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { QuotaReachedError } from '../domain/errors/quota-reached-error.ts';
import type { IdempotentCreate } from '../domain/idempotency.ts';
import type { Job, JobError } from '../domain/job.ts';
import type { NewJobResult } from '../domain/job-result.ts';
import type { JobFilter, JobStore } from '../domain/job-store.ts';
import { noQuotas, type OrganizationUsage } from '../domain/organization-usage.ts';
import { storedBytesOfJob, storedBytesOfKey, storedBytesOfResult } from '../domain/stored-bytes.ts';
import { cancelAsked, cancelledInQueue, claimed, requeued, workCompleted, workFailed } from '../domain/transition.ts';
import { newJob } from '../test/new-job.ts';

const everyJob: JobFilter = { statuses: null, type: null, metadata: [], createdAfter: null, createdBefore: null };
const nothing: OrganizationUsage = { openJobs: 0, storedBytes: 0 };
const retentionMs = 1000;
const keyTtlMs = 500;

/** What every job store has to know of what its organizations occupy. `openStore` gives an empty one each time. */
export function describeOrganizationUsage(name: string, openStore: () => Promise<JobStore>): void {
  describe(`${name}: what organizations occupy`, () => {
    let store: JobStore;

    beforeEach(async () => {
      store = await openStore();
    });

    afterEach(() => store.close());

    const refused = (quota: string) => expect.objectContaining({ name: 'QuotaReachedError', quota });
    const quotas = { ...noQuotas, openJobs: 3 };
    const claim = (job: Job) =>
      store.transition(job.id, claimed({ now: job.runnableAt, leaseOwner: 'w', leaseExpiresAt: 9e15 }));
    const complete = (job: Job) =>
      store.transition(job.id, workCompleted({ now: 1, attempt: job.attempt, retentionMs }));

    test('a create beyond the open jobs of its organization stores nothing, and fits again when one has ended', async () => {
      const jobs = [await store.create(newJob(), quotas), await store.create(newJob(), quotas)];
      await store.create(newJob(), quotas);
      const fourth = newJob();
      const before = await store.usage('org_one');

      await expect(store.create(fourth, quotas)).rejects.toBeInstanceOf(QuotaReachedError);
      expect(await store.find('org_one', fourth.id)).toBeNull();
      expect(await store.input(fourth.id)).toBeNull();
      expect(await store.usage('org_one')).toEqual(before);
      await store.create(newJob({ organizationId: 'org_two' }), quotas);

      await store.transition(jobs[0]?.id ?? '', cancelledInQueue({ now: 1, reason: null, retentionMs }));
      expect((await store.create(fourth, quotas)).status).toBe('queued');
      await expect(store.create(newJob(), quotas)).rejects.toEqual(refused('openJobs'));
    });

    test('a create beyond the stored bytes of its organization is refused by one byte, and fits when some are freed', async () => {
      const input = JSON.stringify({ text: 'é'.repeat(5000) });
      const [one, other] = [newJob({ input }), newJob({ input })];
      const bytes = { ...noQuotas, storedBytes: storedBytesOfJob(one) + storedBytesOfJob(other) };
      const job = await store.create(one, bytes);

      await expect(store.create({ ...other, input: `${input} ` }, bytes)).rejects.toEqual(refused('storedBytes'));
      await store.create(other, bytes);
      await expect(store.create(newJob(), bytes)).rejects.toEqual(refused('storedBytes'));

      await store.transition(job.id, cancelledInQueue({ now: 1, reason: null, retentionMs }));
      await store.delete('org_one', job.id);
      expect((await store.create(newJob(), bytes)).status).toBe('queued');
    });

    test('what a running job produces beyond the stored bytes is kept, and only new jobs are refused', async () => {
      const given = newJob();
      const bytes = { ...noQuotas, storedBytes: storedBytesOfJob(given) + 10 };
      const running = (await claim(await store.create(given, bytes))) as Job;
      const result = resultOf('a', 10_000);

      expect(await store.appendResults(running.id, running.attempt, [result])).not.toBeNull();
      expect(await store.usage('org_one')).toEqual({
        openJobs: 1,
        storedBytes: storedBytesOfJob(given) + storedBytesOfResult(result),
      });
      await expect(store.create(newJob(), bytes)).rejects.toEqual(refused('storedBytes'));
      expect((await complete(running))?.status).toBe('completed');
    });

    test('the error that a job fails with counts until the job is deleted', async () => {
      const given = newJob();
      const running = (await claim(await store.create(given))) as Job;
      const error = { code: 'odd', message: 'Ö', retryable: false, details: { text: 'é'.repeat(5000) } };

      await store.transition(running.id, workFailed({ now: 1, attempt: running.attempt, retentionMs, error }));

      const storedBytes = storedBytesOfJob(given) + Buffer.byteLength(JSON.stringify(error));
      expect(await store.usage('org_one')).toEqual({ openJobs: 0, storedBytes });
      await store.delete('org_one', running.id);
      expect(await store.usage('org_one')).toEqual(nothing);
    });

    test('a result whose item the job has already counts nothing', async () => {
      const running = (await claim(await store.create(newJob()))) as Job;
      await store.appendResults(running.id, running.attempt, [resultOf('a', 10)]);
      const before = await store.usage('org_one');

      expect(await store.appendResults(running.id, running.attempt, [resultOf('a', 99)])).not.toBeNull();

      expect(await store.usage('org_one')).toEqual(before);
    });

    test('a refused create leaves its idempotency key free, and a used key is answered whatever the quotas say', async () => {
      const first = await store.createOnce(newJob(), once('first'), quotas);
      await store.create(newJob(), quotas);
      const third = await store.create(newJob(), quotas);

      await expect(store.createOnce(newJob(), once('fourth'), quotas)).rejects.toEqual(refused('openJobs'));
      expect(first).toHaveProperty('created');
      expect(await store.createOnce(newJob(), once('first'), quotas)).toEqual({ replayed: once('first').answer() });

      await store.transition(third.id, cancelledInQueue({ now: 1, reason: null, retentionMs }));
      expect(await store.createOnce(newJob(), once('fourth'), quotas)).toHaveProperty('created');
    });

    test('of many creates at the same time exactly as many are stored as the quota has room for', async () => {
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => store.create(newJob(), quotas)));

      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
      expect((await store.usage('org_one')).openJobs).toBe(3);
    });

    test('an idempotency key that has expired and is used again counts once', async () => {
      const jobs = [newJob(), newJob({ createdAt: 3_000_000 })];
      for (const job of jobs) {
        expect(await store.createOnce(job, once('key', job.createdAt + 1000))).toHaveProperty('created');
      }
      const jobBytes = jobs.reduce((sum, job) => sum + storedBytesOfJob(job), 0);
      const storedBytes = jobBytes + storedBytesOfKey('key', once('key').answer());
      expect(await store.usage('org_one')).toEqual({ openJobs: 2, storedBytes });
    });

    test('an idempotency key counts until it has expired, and no longer than the next purge', async () => {
      const job = newJob();
      await store.createOnce(job, once('key', job.createdAt + 1000));
      const withKey = await store.usage('org_one');

      await store.purge(job.createdAt + 999, 10);
      expect(await store.usage('org_one')).toEqual(withKey);
      await store.purge(job.createdAt + 1000, 10);
      expect(await store.usage('org_one')).toEqual({ openJobs: 1, storedBytes: storedBytesOfJob(job) });
    });

    test('an organization that nobody knows occupies nothing', async () => {
      expect(await store.usage('org_none')).toEqual(nothing);
    });

    test('after whatever was done the counters equal the rows', async () => {
      await fc.assert(
        fc
          .asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
            const history = new History(store);
            for (const given of steps) await history.take(given);
            for (const organizationId of organizations) {
              expect(await store.usage(organizationId)).toEqual(await history.counted(organizationId));
            }
            await history.endAndPurgeAll();
            for (const organizationId of organizations) expect(await store.usage(organizationId)).toEqual(nothing);
          })
          .afterEach(async () => {
            await store.close();
            store = await openStore();
          }),
        { numRuns: 100, ...(process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) }) },
      );
    });
  });
}

function resultOf(itemId: string | null, length: number): NewJobResult {
  return { itemId, status: 'completed', output: `"${'é'.repeat(length)}"`, error: null, createdAt: 1 };
}

function errorOf(length: number): JobError {
  return { code: 'odd', message: 'é'.repeat(length), retryable: false, details: null };
}

function once(key: string, expiresAt = 9e15) {
  return { key, bodyDigest: 'digest', expiresAt, answer: () => `answer of ${key}` } satisfies IdempotentCreate;
}

const organizations = ['org_one', 'org_two'];

/** One thing that somebody does, to the `at`-th job where it is about one. */
const step = fc.record({
  act: fc.constantFrom(
    ...([
      'create',
      'create',
      'create',
      'createOnce',
      'claim',
      'claim',
      'append',
      'append',
      'complete',
      'fail',
    ] as const),
    ...(['requeue', 'cancel', 'cancelMatching', 'delete', 'purge', 'refusedCreate', 'burst'] as const),
  ),
  organizationId: fc.constantFrom(...organizations),
  at: fc.nat({ max: 20 }),
  size: fc.nat({ max: 300 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Does steps, and remembers what can not be read back through the port: which idempotency keys there are. */
class History {
  readonly #store: JobStore;
  readonly #jobs: Job[] = [];
  readonly #keys = new Map<string, { organizationId: string; key: string; answer: string; expiresAt: number }>();
  #now = 1_000_000;

  constructor(store: JobStore) {
    this.#store = store;
  }

  async take({ act, organizationId, at, size }: Step): Promise<void> {
    const store = this.#store;
    this.#now += 100;
    const now = this.#now;
    const job = this.#jobs[at % Math.max(1, this.#jobs.length)];
    const current = job === undefined ? null : await store.find(job.organizationId, job.id);
    const attempt = current?.attempt ?? 0;
    const given = newJob({
      organizationId,
      createdAt: now,
      input: JSON.stringify({ text: 'é'.repeat(size) }),
      metadata: size % 2 === 0 ? {} : { size: String(size) },
    });
    if (act === 'create') this.#jobs.push(await store.create(given));
    if (act === 'burst') {
      this.#jobs.push(...(await Promise.all([1, 2, 3].map(() => store.create({ ...given, id: newJob().id })))));
    }
    if (act === 'refusedCreate') await store.create(given, { ...noQuotas, storedBytes: 0 }).catch(() => {});
    if (act === 'createOnce') {
      const idempotency = once(`key_${at % 3}`, now + keyTtlMs);
      const outcome = await store.createOnce(given, idempotency);
      if (typeof outcome === 'object' && 'created' in outcome) {
        this.#jobs.push(outcome.created);
        const kept = { organizationId, key: idempotency.key, answer: idempotency.answer(), expiresAt: now + keyTtlMs };
        this.#keys.set(`${organizationId} ${idempotency.key}`, kept);
      }
    }
    if (act === 'cancelMatching') {
      const cancelled = cancelledInQueue({ now, reason: null, retentionMs });
      const { entries } = await store.places(
        organizationId,
        { ...everyJob, statuses: ['queued'] },
        { after: null, limit: 3 },
      );
      const jobIds = entries.map(({ id }) => id);
      await store.transitionAll(organizationId, jobIds, cancelled);
    }
    if (act === 'purge') await this.#purge(now);
    if (current === null) return;
    if (act === 'claim') await store.transition(current.id, claimed({ now, leaseOwner: 'w', leaseExpiresAt: 9e15 }));
    if (act === 'append') await store.appendResults(current.id, attempt, [resultOf(`item_${size % 4}`, size)]);
    if (act === 'complete') await store.transition(current.id, workCompleted({ now, attempt, retentionMs }));
    if (act === 'fail')
      await store.transition(current.id, workFailed({ now, attempt, retentionMs, error: errorOf(size) }));
    if (act === 'requeue') {
      await store.transition(current.id, requeued({ now, attempt, reason: 'shutdown', runnableAt: now }));
    }
    if (act === 'cancel') {
      await store.transition(current.id, cancelledInQueue({ now, reason: null, retentionMs }));
      await store.transition(current.id, cancelAsked({ now, reason: null, graceMs: 1 }));
    }
    if (act === 'delete') await store.delete(organizationId, current.id);
  }

  /** The usage as the rows tell it. */
  async counted(organizationId: string): Promise<OrganizationUsage> {
    const query = { organizationId, filter: everyJob, order: 'asc', after: null, limit: 1000 } as const;
    const { entries: jobs } = await this.#store.list(query);
    let storedBytes = 0;
    for (const { id, metadata, error } of jobs) {
      if (error !== null) storedBytes += Buffer.byteLength(JSON.stringify(error));
      storedBytes += storedBytesOfJob({ input: (await this.#store.input(id)) ?? '', metadata });
      for (const result of await this.#store.results(id, 0, 1000)) storedBytes += storedBytesOfResult(result);
    }
    for (const { key, answer, organizationId: owner } of this.#keys.values()) {
      if (owner === organizationId) storedBytes += storedBytesOfKey(key, answer);
    }
    return { openJobs: jobs.filter(({ status }) => !isTerminal(status)).length, storedBytes };
  }

  async endAndPurgeAll(): Promise<void> {
    for (const { id, organizationId } of this.#jobs) {
      const job = await this.#store.find(organizationId, id);
      if (job === null || isTerminal(job.status)) continue;
      const given = { now: this.#now, retentionMs, attempt: job.attempt };
      await this.#store.transition(id, cancelledInQueue({ ...given, reason: null }));
      await this.#store.transition(id, workCompleted(given));
      await this.#store.transition(id, { ...workCompleted(given), from: 'cancelling' });
    }
    await this.#purge(this.#now + keyTtlMs + retentionMs);
  }

  async #purge(now: number): Promise<void> {
    await this.#store.purge(now, 1000);
    for (const [name, { expiresAt }] of this.#keys) if (expiresAt <= now) this.#keys.delete(name);
  }
}
