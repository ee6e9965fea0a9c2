import { expect, onTestFinished, test } from 'vitest';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { WebhookOutbox } from '../domain/webhook-outbox.ts';
import { SqlJobStore } from '../storage/sql-job-store.ts';
import { openSqliteDatabase } from '../storage/sqlite/open-sqlite-database.ts';
import { eventually } from '../test/eventually.ts';
import { newJob } from '../test/new-job.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import type { WebhookAnswer, WebhookRequest } from './send-webhook.ts';
import { WebhookDispatcher } from './webhook-dispatcher.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

const never = () => new Promise<never>(() => {});

/** A dispatcher over a store in memory, with what it says of its deliveries. */
async function dispatching(options: {
  send: (request: WebhookRequest) => Promise<WebhookAnswer>;
  outbox?: (outbox: WebhookOutbox) => Partial<WebhookOutbox>;
}) {
  const store = new SqlJobStore(await openSqliteDatabase(':memory:'), ({ id, organizationId, webhook }, { at }) => {
    const url = webhook?.url ?? '';
    const destination = `${organizationId} ${url}`;
    return { id: `msg_${id}`, jobId: id, organizationId, destination, url, body: '{}', createdAt: at };
  });
  onTestFinished(() => store.close());
  const clock = new TestClock();
  const secrets = new WebhookSecrets();
  for (const organizationId of ['org_one', 'org_two']) {
    secrets.add(organizationId, `whsec_${Buffer.alloc(32).toString('base64')}`);
  }
  const told: string[] = [];
  const { outbox } = store;
  const dispatcher = new WebhookDispatcher({
    outbox: {
      claim: (claim) => outbox.claim(claim),
      nextDueAt: () => outbox.nextDueAt(),
      settle: (message) => outbox.settle(message),
      postpone: (message, times) => outbox.postpone(message, times),
      giveUp: (message, times) => outbox.giveUp(message, times),
      endForJob: (message) => outbox.endForJob(message),
      ...options.outbox?.(outbox),
    },
    secrets,
    send: options.send,
    clock,
    random: () => 0,
    timeoutMs: 15_000,
    onDelivery: ({ message, outcome, answer }: WebhookDelivery) => told.push(`${message.url} ${outcome} ${answer}`),
    onError(error) {
      throw error;
    },
  });
  const announced = (url: string, organizationId = 'org_one') =>
    store.create(newJob({ organizationId, createdAt: clock.now(), webhook: { url, events: null } }));
  return { store, clock, dispatcher, told, announced };
}

test('a delivery whose transport never says anything ends at its time limit, and gives its place to others (S19)', async () => {
  const sent: string[] = [];
  const { clock, dispatcher, told, announced } = await dispatching({
    send: ({ url }) => {
      sent.push(url.href);
      return url.href.startsWith('https://silent') ? never() : Promise.resolve({ status: 204, retryAfter: undefined });
    },
  });
  for (let host = 0; host < 8; host += 1) {
    for (let count = 0; count < 8; count += 1) await announced(`https://silent${host}.example.com/`);
  }
  await announced('https://well.example.com/');
  dispatcher.start();
  await eventually('all places are taken', () => sent.length === 64);

  await clock.advance(15_000);

  await eventually('another has its place', () => told.includes('https://well.example.com/ delivered 204'));
  const silent = told.filter((line) => line.startsWith('https://silent'));
  expect(silent.slice(0, 64)).toEqual(Array.from({ length: 64 }, () => expect.stringMatching(/postponed ETIMEDOUT$/)));
  await dispatcher.stop();
});

test('an organization with any number of slow hosts keeps no webhook of another waiting (F46)', async () => {
  let slow = 0;
  const { dispatcher, told, announced } = await dispatching({
    send({ url }) {
      if (!url.host.startsWith('slow')) return Promise.resolve({ status: 204, retryAfter: undefined });
      slow += 1;
      return never();
    },
  });
  for (let host = 0; host < 300; host += 1) await announced(`https://slow${host}.example.com/`);
  dispatcher.start();
  await eventually('as many are under way as may be', () => slow === 64);

  await announced('https://quick.example.com/', 'org_two');
  dispatcher.notify();

  // The clock stands still: no slow one has ended.
  await eventually('it is delivered', () => told.includes('https://quick.example.com/ delivered 204'));
  expect(slow).toBe(64);
  expect(told).toHaveLength(1);
  await dispatcher.stop();
});

test('a stop ends although no transport heeds it, and what was under way is due again', async () => {
  let sent = 0;
  const { store, clock, dispatcher, told, announced } = await dispatching({
    send() {
      sent += 1;
      return never();
    },
  });
  await announced('https://silent.example.com/');
  dispatcher.start();
  await eventually('it is under way', () => sent === 1);

  await dispatcher.stop();

  expect(told).toEqual(['https://silent.example.com/ postponed AbortError']);
  expect(await store.outbox.nextDueAt()).toBe(clock.now());
});

test('what a look finds while the server stops is not sent, and is due again', async () => {
  let sent = 0;
  let isStopped: Promise<void> | undefined;
  const { store, clock, dispatcher, announced } = await dispatching({
    async send() {
      sent += 1;
      return { status: 204, retryAfter: undefined };
    },
    outbox: (outbox) => ({
      claim(claim) {
        isStopped = dispatcher.stop();
        return outbox.claim(claim);
      },
    }),
  });
  await announced('https://example.com/');
  dispatcher.start();
  await eventually('it looks', () => isStopped !== undefined);
  await isStopped;
  await turns(20);

  expect(sent).toBe(0);
  expect(await store.outbox.nextDueAt()).toBe(clock.now());
});

test('a stop does not wait for ever for a store that notes nothing any more', async () => {
  let asked = 0;
  const { clock, dispatcher, announced } = await dispatching({
    send: () => Promise.reject(new Error('no connection')),
    outbox: () => ({
      postpone() {
        asked += 1;
        return never();
      },
    }),
  });
  await announced('https://example.com/');
  dispatcher.start();
  await eventually('its end is to be noted', () => asked === 1);

  const stopped = dispatcher.stop();
  await clock.advance(5000);

  await stopped;
});
