import { beforeEach, expect, test } from 'vitest';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { JobStore } from '../domain/job-store.ts';
import { cancelAsked, claimed, requeuedByLoss } from '../domain/transition.ts';
import { memoryStore } from '../test/memory-store.ts';
import { newJob } from '../test/new-job.ts';
import { overriddenStore } from '../test/overridden-store.ts';
import { TestClock } from '../test/test-clock.ts';
import { OwnClaims } from './own-claims.ts';

const leaseMs = 15_000;
const organizationId = 'org_one';

/** What becomes of the next claim. */
type Fate = 'answered' | 'answer lost' | 'lost' | 'refused';

let clock: TestClock;
let store: JobStore;
let fate: Fate;
let asked: number;
let renewals: 'carried out' | 'refused';
let claims: OwnClaims;

beforeEach(async () => {
  clock = new TestClock();
  store = await memoryStore();
  fate = 'answered';
  renewals = 'carried out';
  asked = 0;
  claims = ownClaims('worker');
});

function ownClaims(name: string): OwnClaims {
  const claim = () => claimed({ now: clock.now(), leaseOwner: name, leaseExpiresAt: clock.now() + leaseMs });
  const shaky = overriddenStore(store, {
    async claimDue(...given) {
      if (fate === 'refused') throw new StoreUnavailableError('away');
      const jobs = fate === 'lost' ? [] : await store.claimDue(...given);
      if (fate === 'answered') return jobs;
      throw new StoreUnavailableError('the answer is lost', { mayBeStored: true });
    },
    overdue(...given) {
      asked += 1;
      return store.overdue(...given);
    },
    async renewLease(...given) {
      if (renewals === 'refused') throw new StoreUnavailableError('away');
      return store.renewLease(...given);
    },
  });
  return new OwnClaims({ store: shaky, clock, name, leaseMs, claim });
}

const created = () => store.create(newJob({ organizationId, createdAt: clock.now() }));
const found = async () => (await claims.found()).map(({ id }) => id);

async function loseAnswer(): Promise<void> {
  fate = 'answer lost';
  await expect(claims.claim(organizationId, 10)).rejects.toThrow(StoreUnavailableError);
  fate = 'answered';
}

test('jobs whose claim was carried out and never answered are found, each once, with a lease that begins anew (F31)', async () => {
  const [one, two] = [await created(), await created()];
  await loseAnswer();
  await clock.advance(2000);

  const jobs = await claims.found();

  expect(jobs.map(({ id }) => id).sort()).toEqual([one.id, two.id]);
  for (const job of jobs) {
    expect(job).toMatchObject({
      status: 'running',
      attempt: 1,
      attemptsSpent: 0,
      leaseExpiresAt: clock.now() + leaseMs,
    });
    expect(await store.find(organizationId, job.id)).toEqual(job);
  }
  await clock.advance(2000);
  expect(await found()).toEqual([]);
});

test('jobs whose claim was answered are not found beside those of another claim at the same instant', async () => {
  await created();
  expect(await claims.claim(organizationId, 10)).toHaveLength(1);
  const lost = await created();
  await loseAnswer();

  expect(await found()).toEqual([lost.id]);
});

test('what another process has claimed is not found', async () => {
  await created();
  await ownClaims('another').claim(organizationId, 10);
  await loseAnswer();

  expect(await found()).toEqual([]);
});

test('a commit that comes through late is found as long as its lease lasts, and asked for once a second', async () => {
  const job = await created();
  fate = 'lost';
  await expect(claims.claim(organizationId, 10)).rejects.toThrow(StoreUnavailableError);
  expect(await found()).toEqual([]);
  const [owner, leaseExpiresAt] = ['worker-1', clock.now() + leaseMs];
  await store.transition(job.id, claimed({ now: clock.now(), leaseOwner: owner, leaseExpiresAt }));
  expect(await found()).toEqual([]);
  expect(asked).toBe(1);

  await clock.advance(1000);
  expect(await found()).toEqual([job.id]);

  await clock.advance(leaseMs);
  expect(await found()).toEqual([]);
  expect(asked, 'nobody asks when no claim is in doubt').toBe(2);
});

test('nothing is asked while no claim is in doubt, as when the store could not take one', async () => {
  await created();
  fate = 'refused';
  await expect(claims.claim(organizationId, 10)).rejects.toThrow(StoreUnavailableError);

  expect(await found()).toEqual([]);
  expect(asked).toBe(0);
});

test('a job that is cancelled meanwhile, and one that was taken back as lost, are nobody’s to run', async () => {
  const [cancelled, lost] = [await created(), await created()];
  await loseAnswer();
  await store.transition(cancelled.id, cancelAsked({ now: clock.now(), reason: null, graceMs: 30_000 }));
  const over = clock.now() + leaseMs;
  await store.transition(lost.id, requeuedByLoss({ now: over, attempt: 1, runnableAt: over }));

  expect(await found()).toEqual([]);
});

test('a job whose lease cannot be renewed at the moment is found the next time', async () => {
  const job = await created();
  await loseAnswer();
  renewals = 'refused';
  expect(await found()).toEqual([]);

  renewals = 'carried out';
  await clock.advance(1000);
  expect(await found()).toEqual([job.id]);
});
