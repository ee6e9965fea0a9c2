import { CompiledQuery } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClaimedWebhook, WebhookClaim, WebhookOutbox } from '../../domain/webhook-outbox.ts';
import { eventually } from '../../test/eventually.ts';
import { everyTransition } from '../../test/every-transition.ts';
import { newJob } from '../../test/new-job.ts';
import { testDatabase } from '../../test/postgres/test-database.ts';
import type { SqlDatabase, SqlTransaction } from '../sql-database.ts';
import { SqlJobStore } from '../sql-job-store.ts';
import { SqlWebhookOutbox } from '../sql-webhook-outbox.ts';
import { describeWebhookOutbox } from '../webhook-outbox-suite.ts';

const emptyDatabase = await testDatabase();

describeWebhookOutbox(
  'The outbox on PostgreSQL',
  async (webhookOf) => new SqlJobStore(await emptyDatabase(), webhookOf),
);

const now = 1_000_000;
const claim: WebhookClaim = {
  now,
  limit: 10,
  leaseExpiresAt: now + 30_000,
  capacityOf: () => 10,
  sharesOf: (organizations) => new Map(organizations.map((name) => [name, 10])),
};

describe('dispatchers on one PostgreSQL, step by step', () => {
  let database: SqlDatabase;
  let store: SqlJobStore;
  let made: number;

  beforeEach(async () => {
    made = 0;
    database = await emptyDatabase();
    store = new SqlJobStore(database, ({ id, organizationId }) => {
      made += 1;
      const url = 'https://example.com/';
      return { id: `msg_${made}`, jobId: id, organizationId, destination: 'there', url, body: '{}', createdAt: now };
    });
  });

  test('a message that both have found is delivered by one, even where nothing is locked', async () => {
    await store.create(newJob());
    const bothAreThere = meeting(2);
    const outbox = () =>
      new SqlWebhookOutbox({ ...pausing(database, 'update "webhook_messages"', bothAreThere), locksRows: false });

    const claimed = await Promise.all([outbox().claim(claim), outbox().claim(claim)]);

    expect(claimed.flat().map(({ id, attempt }) => [id, attempt])).toEqual([['msg_1', 1]]);
  });

  test('a destination that is forgotten by one, and has news for the other, comes up again', async () => {
    await store.create(newJob());
    const late = { ...claim, now: now + 30_000 };
    const [first] = await store.outbox.claim(claim);
    const [again] = await store.outbox.claim(late);
    const slow = pausing(database, 'for update', () => store.outbox.settle(again as ClaimedWebhook));
    const slower = pausing(slow, 'delete from "webhook_destinations"', async () => void (await store.create(newJob())));

    await new SqlWebhookOutbox(slower).settle(first as ClaimedWebhook);

    expect((await store.outbox.claim(late)).map(({ id }) => id)).toEqual(['msg_2']);
  });

  test.each([
    { becomes: 'forgotten', say: (message: ClaimedWebhook) => store.outbox.settle(message) },
    {
      becomes: 'paused',
      say: (message: ClaimedWebhook) =>
        store.outbox.postpone(message, { at: now, destinationPausedUntil: now + 60_000 }),
    },
  ])('a destination that is $becomes after a claim has found it due gets nothing', async ({ say }) => {
    await store.create(newJob());
    const [first] = await store.outbox.claim(claim);
    const slow = pausing(database, 'for update', () => say(first as ClaimedWebhook));

    expect(await new SqlWebhookOutbox(slow).claim({ ...claim, now: now + 30_000 })).toEqual([]);
  });

  test.each(outcomes)('a message that comes up while another $what is delivered at once', async ({ say }) => {
    await store.create(newJob());
    await store.create(newJob());
    const [message] = await store.outbox.claim(claim);
    let created: Promise<unknown> | undefined;
    const slow = pausing(database, 'set "next_at"', async () => {
      let isStored = false;
      created = store.create(newJob()).then(() => {
        isStored = true;
      });
      await eventually('it is stored, or waits', async () => isStored || (await somebodyWaits(database)));
    });

    await say(new SqlWebhookOutbox(slow), message as ClaimedWebhook);
    await created;

    expect((await store.outbox.claim({ ...claim, now: now + 1 })).map(({ id }) => id)).toEqual(['msg_3']);
  });

  test('a claim and an event of many jobs that want the same destinations are not in each other’s way', async () => {
    const counted = counting(database);
    const byType = (on: SqlDatabase) =>
      new SqlJobStore(on, ({ id, organizationId, type }, { at }) => {
        made += 1;
        const url = 'https://example.com/';
        return { id: `msg_${made}`, jobId: id, organizationId, destination: type, url, body: '{}', createdAt: at };
      });
    // The one that is due first comes second by its name.
    const jobs = [newJob({ type: 'b', createdAt: now - 1 }), newJob({ type: 'a', createdAt: now })];
    for (const job of jobs) await byType(database).create(job);
    const cancelAll = everyTransition.cancelledInQueue[0]({ now, attempt: 0 });
    let locks = 0;
    let cancelled: Promise<unknown> | undefined;
    const slow = pausing(counted, 'for update', async () => {
      locks += 1;
      if (locks !== 2) return;
      const jobIds = jobs.map(({ id }) => id);
      cancelled = byType(counted).transitionAll('org_one', jobIds, cancelAll);
      const isOver = cancelled.then(() => true);
      await eventually('it waits', () => Promise.race([isOver, somebodyWaits(database)]));
    });

    const first = await new SqlWebhookOutbox(slow).claim(claim);
    await cancelled;
    const others = await store.outbox.claim(claim);

    expect(counted.tries()).toBe(2);
    expect([first, others].map((claimed) => claimed.map(({ destination }) => destination).toSorted())).toEqual([
      ['b'],
      ['a', 'a', 'b'],
    ]);
  });

  test.each(outcomes)(
    'that a message $what is said while another claims it, and neither has to begin again',
    async ({ say }) => {
      await store.create(newJob());
      await store.create(newJob());
      const [message] = await store.outbox.claim(claim);
      const counted = counting(database);
      let claimed: Promise<unknown> | undefined;
      const slow = pausing(counted, 'update "webhook_destinations"', async () => {
        claimed ??= new SqlWebhookOutbox(counted).claim({ ...claim, now: now + 30_000 });
        const isOver = claimed.then(() => true);
        await eventually('it waits', async () => Promise.race([isOver, somebodyWaits(database)]));
      });

      await say(new SqlWebhookOutbox(slow), message as ClaimedWebhook);
      await claimed;

      expect(counted.tries()).toBe(2);
    },
  );
});

/** The database, and how often a transaction of its own was begun or begun again. */
function counting(database: SqlDatabase): SqlDatabase & { tries(): number } {
  let tries = 0;
  return {
    ...database,
    tries: () => tries,
    writeAlone: (work) =>
      database.writeAlone((transaction) => {
        tries += 1;
        return work(transaction);
      }),
  };
}

/** What may become of a delivery, with what is said about it. The destination goes on. */
const outcomes: readonly { what: string; say: (outbox: WebhookOutbox, message: ClaimedWebhook) => Promise<void> }[] = [
  { what: 'was taken', say: (outbox, message) => outbox.settle(message) },
  {
    what: 'failed',
    say: (outbox, message) => outbox.postpone(message, { at: now + 60_000, destinationPausedUntil: 0 }),
  },
  {
    what: 'is given up',
    say: (outbox, message) => outbox.giveUp(message, { createdBefore: 0, destinationPausedUntil: 0 }),
  },
  { what: 'is wanted no more', say: (outbox, message) => outbox.endForJob(message) },
];

async function somebodyWaits({ reader }: SqlDatabase): Promise<boolean> {
  const text = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  return (await reader.run(CompiledQuery.raw(text))).length > 0;
}

/** The database with a pause before each statement of a transaction that has these words in it. */
function pausing(database: SqlDatabase, words: string, pause: () => Promise<void>): SqlDatabase {
  return {
    ...database,
    writeAlone: (work) =>
      database.writeAlone((transaction) => {
        const slow: SqlTransaction = {
          last: (key, change) => transaction.last(key, change),
          async run<Row>(query: CompiledQuery<Row>) {
            if (query.sql.includes(words)) await pause();
            return transaction.run(query);
          },
        };
        return work(slow);
      }),
  };
}

/** Resolves for everybody when so many have come. */
function meeting(expected: number): () => Promise<void> {
  const everybody = Promise.withResolvers<void>();
  let come = 0;
  return () => {
    come += 1;
    if (come === expected) everybody.resolve();
    return everybody.promise;
  };
}
