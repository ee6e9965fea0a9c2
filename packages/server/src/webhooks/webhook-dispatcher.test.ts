import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import { SqlJobStore } from '../storage/sql-job-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-sqlite-database.ts';
import { newJob } from '../test/new-job.ts';
import { TestClock } from '../test/test-clock.ts';
import { WebhookDispatcher } from './webhook-dispatcher.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

test('a message that cannot be claimed keeps those of other receivers from nothing, and is told of ever less often (F53)', async () => {
  const database = await openSqliteDatabase(':memory:');
  const store = new SqlJobStore(database, (job, event) => ({
    id: `msg_${job.id}`,
    jobId: job.id,
    organizationId: job.organizationId,
    destination: job.webhook?.url ?? '',
    url: job.webhook?.url ?? '',
    body: '{}',
    createdAt: event.at,
  }));
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const secrets = new WebhookSecrets();
  secrets.add('org_one', `whsec_${Buffer.alloc(32).toString('base64')}`);
  const delivered: string[] = [];
  const errors: unknown[] = [];
  const dispatcher = new WebhookDispatcher({
    outbox: store.outbox,
    secrets,
    send: async () => ({ status: 200, retryAfter: undefined }),
    clock,
    random: () => 0,
    timeoutMs: 15_000,
    onDelivery: ({ message, outcome }: WebhookDelivery) => delivered.push(`${message.url} ${outcome}`),
    onError: (error) => errors.push(error),
  });
  const announced = (url: string) =>
    store.create(newJob({ organizationId: 'org_one', createdAt: clock.now(), webhook: { url, events: null } }));
  const bad = await announced('https://a.example');
  const refusal = sql`create trigger refusal before update on webhook_messages when new.id = ${sql.lit(`msg_${bad.id}`)}
    begin select raise(abort, 'not this one'); end`;
  await database.write('3-free', (transaction) => transaction.run(refusal.compile(database.builder)));
  await announced('https://b.example');
  await clock.advance(1);
  await announced('https://c.example');

  dispatcher.start();
  await clock.advance(0);

  expect(delivered).toEqual(['https://b.example delivered', 'https://c.example delivered']);
  const told = { name: 'DestinationFaultError', destination: 'https://a.example', cause: new Error('not this one') };
  expect(errors).toMatchObject([told]);
  await clock.advance(300_000);
  expect(errors.length).toBeLessThanOrEqual(12);
  await dispatcher.stop();
});
