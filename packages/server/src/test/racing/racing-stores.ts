import fc from 'fast-check';
import pg from 'pg';
import type { WebhookClaim, WebhookOutbox } from '../../domain/webhook-outbox.ts';
import type { DatabaseFault } from '../../storage/postgres/database-fault.ts';
import { openPostgresDatabase } from '../../storage/postgres/open-postgres-database.ts';
import { SqlJobStore } from '../../storage/sql-job-store.ts';
import { eventually } from '../eventually.ts';
import { everyTransition } from '../every-transition.ts';
import { newJob } from '../new-job.ts';

const jobCount = 24;
const now = 1_000_000;
const organizations = ['org_a', 'org_b'] as const;
const given = { now, attempt: 1 };

/** A few jobs and keys, so that those who race meet at each of them all the time. */
const step = fc.record({
  act: fc.constantFrom(
    ...(['create', 'createOnce', 'transition', 'transitionAll', 'claimDue', 'markReady', 'requeue', 'append'] as const),
    ...(['renewLease', 'releaseLeases', 'delete', 'purge', 'removeContents', 'deliver', 'deliver', 'deliver'] as const),
  ),
  organizationId: fc.constantFrom(...organizations),
  /** In any order. */
  jobs: fc.uniqueArray(fc.nat({ max: jobCount - 1 }), { minLength: 1, maxLength: 8 }),
  at: fc.nat({ max: 30 }),
});

type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const stepsAtOnce = 12;
const stores = 3;

/** What each of the stores does, some steps of it at the same time. */
export const races = fc.array(fc.array(step, { minLength: 60, maxLength: 60, size: 'max' }), {
  minLength: stores,
  maxLength: stores,
});

export interface RacingStores {
  /** Lets each of the stores take its steps on the same jobs, all side by side. Gives back what stood in the way of any. */
  race(race: readonly (readonly Step[])[]): Promise<DatabaseFault[]>;
  /** Closes the stores. Gives back how often PostgreSQL had to end two transactions' waiting for each other, ever since. */
  close(): Promise<number>;
}

/** Several processes' stores on one PostgreSQL, which has to be empty. */
export async function racingStores(url: string): Promise<RacingStores> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  const deadlocks = async () => {
    const { rows } = await admin.query('select deadlocks from pg_stat_database where datname = current_database()');
    return Number(rows[0].deadlocks);
  };
  const before = await deadlocks();
  const faults: DatabaseFault[] = [];
  const connectionListener = { failed: (fault: DatabaseFault) => void faults.push(fault), waited: () => {} };
  let made = 0;
  const opened = await Promise.all(
    Array.from({ length: stores }, async () => {
      const database = await openPostgresDatabase({ url, connectionListener, connections: 6 });
      return new SqlJobStore(database, ({ id, organizationId }, { at }) => {
        made += 1;
        const message = { id: `msg_${made}`, jobId: id, organizationId, url: 'https://example.com/', body: '{}' };
        return { ...message, destination: `${organizationId} ${made % 5}`, createdAt: at };
      });
    }),
  );
  return {
    async race(race) {
      faults.length = 0;
      await admin.query(`truncate jobs, job_inputs, job_metadata, job_results, job_events, idempotency_keys,
        organization_usage, webhook_messages, webhook_destinations, removed_jobs`);
      const jobs = await jobsOf(opened[0] as SqlJobStore);
      await Promise.all(
        opened.map(async (store, index) => {
          const steps = race[index] ?? [];
          for (let first = 0; first < steps.length; first += stepsAtOnce) {
            await Promise.all(steps.slice(first, first + stepsAtOnce).map((each) => take(store, jobs, each)));
          }
        }),
      );
      return [...faults];
    },
    async close() {
      await Promise.all(opened.map((store) => store.close()));
      // What a connection has counted is told at its end.
      await eventually('all connections have ended', async () => {
        const { rows } = await admin.query(`select from pg_stat_activity
          where datname = current_database() and application_name = 'jobwire'`);
        return rows.length === 0;
      });
      const counted = (await deadlocks()) - before;
      await admin.end();
      return counted;
    },
  };
}

/** Half of them run. Their rows are not in the order of their ids. */
async function jobsOf(store: SqlJobStore): Promise<string[]> {
  const ids: string[] = [];
  const organizationOf = (index: number) => organizations[index % organizations.length] ?? organizations[0];
  for (let index = 0; index < jobCount; index += 1) {
    const job = newJob({
      organizationId: organizationOf(index),
      createdAt: now - 100,
      metadata: { batch: 'november' },
    });
    await store.create(job);
    ids.unshift(job.id);
  }
  const claim = everyTransition.claimed[0](given);
  for (const id of ids.slice(jobCount / 2)) await store.transition(id, claim);
  return ids;
}

async function take(store: SqlJobStore, jobs: readonly string[], { act, organizationId, jobs: places, at }: Step) {
  const ids = places.map((place) => jobs[place] ?? '');
  const each = (work: (id: string) => Promise<unknown>) => Promise.all(ids.map(work));
  switch (act) {
    case 'create':
      return store.create(newJob({ organizationId, createdAt: now, runnableAt: now + at }));
    case 'createOnce':
      return each((id) => {
        const once = { key: id, bodyDigest: 'digest', expiresAt: now + at, answer: () => 'the answer' };
        return store.createOnce(newJob({ organizationId, createdAt: now + ids.length }), once);
      });
    case 'transition':
      return each((id) => store.transition(id, everyTransition.cancelledInQueue[0](given)));
    case 'transitionAll':
      return store.transitionAll(organizationId, ids, everyTransition.cancelledInQueue[0](given));
    case 'claimDue':
      return store.claimDue(organizationId, everyTransition.claimed[0](given), ids.length);
    case 'markReady':
      return store.markReady(now + at, ids.length);
    case 'requeue':
      return each((id) => store.transition(id, everyTransition.requeued[1](given)));
    case 'append':
      return each((id) => {
        // What is large is removed later than its job.
        const output = at % 5 === 0 ? JSON.stringify('x'.repeat(40_000)) : '{}';
        const result = { itemId: at % 2 === 0 ? `item-${at}` : null, status: 'completed', output } as const;
        return store.appendResults(id, 1, [{ ...result, error: null, createdAt: now }]);
      });
    case 'renewLease':
      return each((id) => store.renewLease(id, 1, now + at));
    case 'releaseLeases':
      return store.releaseLeases(now);
    case 'delete':
      return each((id) => store.delete(organizationId, id));
    case 'purge':
      return store.purge(now + at * 100, ids.length);
    case 'removeContents':
      return store.removeContents();
    case 'deliver':
      return deliver(store.outbox, at);
  }
}

/** Claims some messages, of which each comes to another end. */
async function deliver(outbox: WebhookOutbox, at: number): Promise<void> {
  const claim: WebhookClaim = {
    now: now + at,
    limit: 1 + at,
    leaseExpiresAt: now + 2 * at,
    capacityOf: () => 4,
    sharesOf: (turn) => new Map(turn.map((name) => [name, 3])),
  };
  const claimed = await outbox.claim(claim);
  await Promise.all(
    claimed.map((message, index) => {
      switch ((index + at) % 4) {
        case 0:
          return outbox.settle(message);
        case 1:
          return outbox.postpone(message, { at: now + at, destinationPausedUntil: index % 2 === 0 ? 0 : now + at });
        case 2:
          return outbox.giveUp(message, { createdBefore: now, destinationPausedUntil: 0 });
        default:
          return outbox.endForJob(message);
      }
    }),
  );
}
