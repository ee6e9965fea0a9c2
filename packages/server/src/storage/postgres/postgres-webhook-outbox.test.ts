import { CompiledQuery } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ClaimedWebhook, WebhookOutbox } from '../../domain/webhook-outbox.ts';
import { eventually } from '../../test/eventually.ts';
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
const claim = { now, limit: 10, leaseExpiresAt: now + 30_000, capacityOf: () => 10 };

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
    const [first] = await store.outbox.claim(claim);
    const late = { ...claim, now: now + 30_000 };
    const slow = pausing(database, 'for update', async () => {
      // Gone since the slow one found it due.
      if (first !== undefined) await store.outbox.settle(first);
    });
    const slower = pausing(slow, 'delete from "webhook_destinations"', async () => void (await store.create(newJob())));

    expect(await new SqlWebhookOutbox(slower).claim(late)).toEqual([]);

    expect((await store.outbox.claim(late)).map(({ id }) => id)).toEqual(['msg_2']);
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

  test.each(outcomes)(
    'that a message $what is said while another claims it, and neither has to begin again',
    async ({ say }) => {
      await store.create(newJob());
      await store.create(newJob());
      const [message] = await store.outbox.claim(claim);
      let tries = 0;
      const counted: SqlDatabase = {
        ...database,
        writeAlone: (work) =>
          database.writeAlone((transaction) => {
            tries += 1;
            return work(transaction);
          }),
      };
      let claimed: Promise<unknown> | undefined;
      const slow = pausing(counted, 'update "webhook_destinations"', async () => {
        claimed ??= new SqlWebhookOutbox(counted).claim({ ...claim, now: now + 30_000 });
        const isOver = claimed.then(() => true);
        await eventually('it waits', async () => Promise.race([isOver, somebodyWaits(database)]));
      });

      await say(new SqlWebhookOutbox(slow), message as ClaimedWebhook);
      await claimed;

      expect(tries).toBe(2);
    },
  );
});

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
