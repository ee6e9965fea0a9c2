import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type LogFields, silentLogger } from '../domain/logger.ts';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import { defineJob } from '../engine/job-definition.ts';
import type { JobServerOptions } from '../job-server-options.ts';
import { eventually } from '../test/eventually.ts';
import { testAuthority } from '../test/postgres/test-certificates.ts';
import { runningServer } from '../test/running-server.ts';
import { TestClock, turns } from '../test/test-clock.ts';
import { type WebhookReceiver, webhookReceiver } from '../test/webhook-receiver.ts';
import { retryPausesMs } from '../webhooks/retry-schedule.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const minuteMs = 60_000;

const quick = { type: 'demo.batch', input: { items: 1, item_ms: 0 } };

/** Needs no clock to go on. */
const instant = defineJob({ type: 'instant', description: 'Ends at once.', input: {}, run: async () => {} });

/** A server that sends to this machine, with what it says of its deliveries. */
async function sendingServer(options: Partial<JobServerOptions> = {}) {
  const secrets = new WebhookSecrets();
  secrets.add('acme', secret);
  const deliveries: WebhookDelivery[] = [];
  const server = await runningServer({
    webhooks: { secrets, allowLoopback: true, random: () => 0, onDelivery: (delivery) => deliveries.push(delivery) },
    ...options,
  });
  return { ...server, secrets, deliveries };
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-webhooks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function types({ received }: WebhookReceiver): string[] {
  return received.map(({ json }) => json.type);
}

describe('webhooks', () => {
  test('each transition of a job is told to its receiver, signed, with the job as it then was', async () => {
    const receiver = await webhookReceiver();
    const server = await sendingServer();
    const job = await server.create({ ...quick, metadata: { batch: '7' }, webhook: { url: receiver.url } });
    await eventually('both webhooks', () => receiver.received.length >= 2);

    expect(types(receiver).sort()).toEqual(['job.completed', 'job.started']);
    const completed = receiver.received.find(({ json }) => json.type === 'job.completed');
    const { body: ended } = await server.send('GET', `/v1/jobs/${job.id}`);
    expect(completed?.json).toEqual({
      type: 'job.completed',
      timestamp: ended.finished_at,
      data: {
        job_id: job.id,
        job_type: 'demo.batch',
        organization_id: 'acme',
        status: 'completed',
        terminal: true,
        version: ended.version,
        attempt: 1,
        metadata: { batch: '7' },
        progress: { total: 1, completed: 1, failed: 0 },
        error: null,
        cancellation: null,
        finished_at: ended.finished_at,
      },
    });
    for (const { headers, text, json } of receiver.received) {
      expect(headers['webhook-id']).toMatch(/^msg_[a-z0-9]+$/);
      expect(headers['content-type']).toBe('application/json');
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(json);
    }
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  });

  test('only the events that were asked for are sent', async () => {
    const receiver = await webhookReceiver();
    const server = await sendingServer();
    await server.create({ ...quick, webhook: { url: `${receiver.url}?first`, events: ['job.completed'] } });
    await eventually('the webhook', () => receiver.received.length === 1);
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = await server.create({
      ...quick,
      scheduled_for: later,
      webhook: { url: `${receiver.url}?second`, events: ['job.cancelled', 'job.failed'] },
    });
    await server.send('POST', `/v1/jobs/${id}/cancel`);
    await server.send('POST', `/v1/jobs/${id}/cancel`);
    await eventually('the other webhook', () => receiver.received.length === 2);
    await turns(20);

    expect(receiver.received.map(({ path, json }) => [path, json.type])).toEqual([
      ['/hook?first', 'job.completed'],
      ['/hook?second', 'job.cancelled'],
    ]);
  });

  test('a job does not show its webhook', async () => {
    const receiver = await webhookReceiver();
    const server = await sendingServer();
    const job = await server.create({ ...quick, webhook: { url: `${receiver.url}?token=hidden` } });

    const texts = [JSON.stringify(job), (await server.send('GET', `/v1/jobs/${job.id}?include=input`)).text];

    expect(texts.join()).not.toContain('hidden');
  });

  test('a server with secrets serves the class, one without does not', async () => {
    const served = await (await sendingServer()).send('GET', '/v1/capabilities');
    const without = await (await runningServer()).send('GET', '/v1/capabilities');

    expect(served.body.conformance_classes).toContain('webhooks');
    expect(without.body.conformance_classes).not.toContain('webhooks');
  });
});

describe('a delivery that was not taken is repeated (F44)', () => {
  async function failing(answer: WebhookReceiver['answer']) {
    const clock = new TestClock();
    const receiver = await webhookReceiver();
    receiver.answer = answer;
    const server = await sendingServer({ clock, handlers: [instant] });
    await server.create({ type: 'instant', input: {}, webhook: { url: receiver.url, events: ['job.completed'] } });
    await eventually('the first delivery', () => server.deliveries.length === 1);
    await turns(20);
    /** Moves the clock on, and waits for what that has delivered. */
    async function after(ms: number, deliveries: number) {
      await clock.advance(ms);
      await eventually(`delivery ${deliveries}`, () => server.deliveries.length >= deliveries);
      await turns(20);
      return server.deliveries.at(-1);
    }
    return { clock, receiver, server, after };
  }

  test('after 5 seconds, then after 5 minutes, under the same id and with a new time, until it is taken', async () => {
    const { receiver, server, after } = await failing((response) => response.writeHead(500).end());
    await after(5000, 2);
    receiver.answer = (response) => response.writeHead(200).end('thanks');
    await after(5 * minuteMs, 3);
    await after(60 * minuteMs, 3);

    expect(server.deliveries.map(({ outcome, answer }) => [outcome, answer])).toEqual([
      ['postponed', 500],
      ['postponed', 500],
      ['delivered', 200],
    ]);
    const [first, second, third] = receiver.received;
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(third?.text).toBe(first?.text);
    const times = receiver.received.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect([(times[1] ?? 0) - (times[0] ?? 0), (times[2] ?? 0) - (times[1] ?? 0)]).toEqual([5, 300]);
    expect(receiver.received).toHaveLength(3);
  });

  test('ten times in more than three days, and then no more', async () => {
    const { server, clock } = await failing((response) => response.writeHead(503).end());
    for (const [before, pauseMs] of retryPausesMs.entries()) {
      await clock.jump(pauseMs);
      await eventually(`delivery ${before + 2}`, () => server.deliveries.length === before + 2);
      // Until the dispatcher sleeps again.
      await turns(20);
    }
    await clock.jump(24 * 60 * minuteMs);
    await turns(50);

    expect(server.deliveries.map(({ outcome }) => outcome)).toEqual([...Array(9).fill('postponed'), 'given_up']);
  });

  test('not before the receiver asked for', async () => {
    const { server, after } = await failing((response) => response.writeHead(429, { 'Retry-After': '120' }).end());
    await after(119_000, 1);
    expect(server.deliveries).toHaveLength(1);

    expect(await after(2000, 2)).toMatchObject({ answer: 429 });
  });

  test('a redirect was not taken', async () => {
    const { server } = await failing((response) => response.writeHead(302, { Location: '/elsewhere' }).end());

    expect(server.deliveries[0]).toMatchObject({ outcome: 'postponed', answer: 302 });
  });

  test('a receiver that does not answer within 15 seconds has not taken it', async () => {
    const clock = new TestClock();
    const receiver = await webhookReceiver();
    receiver.answer = () => {};
    const server = await sendingServer({ clock, handlers: [instant] });
    await server.create({ type: 'instant', input: {}, webhook: { url: receiver.url, events: ['job.completed'] } });
    await eventually('the request', () => receiver.received.length === 1);
    await clock.advance(14_999);
    expect(server.deliveries).toEqual([]);

    await clock.advance(1);
    await eventually('the end of the delivery', () => server.deliveries.length === 1);
    expect(server.deliveries[0]).toMatchObject({ outcome: 'postponed', answer: 'ETIMEDOUT' });
  });

  test('a receiver with an invalid certificate has not taken it, and the log says why', async () => {
    const { certificate, key } = await (await testAuthority('strangers')).issue('it', [
      { type: 'ip', value: '127.0.0.1' },
    ]);
    const listening = createServer({ cert: certificate, key }).listen(0, '127.0.0.1');
    onTestFinished(() => void listening.close());
    await once(listening, 'listening');
    const url = `https://127.0.0.1:${(listening.address() as AddressInfo).port}/hook`;
    const lines: LogFields[] = [];
    const info = (fields: LogFields) => void lines.push(fields);
    const server = await sendingServer({
      handlers: [instant],
      logger: { ...silentLogger, info, isLevelEnabled: () => true },
    });

    await server.create({ type: 'instant', input: {}, webhook: { url, events: ['job.completed'] } });
    await eventually('the end of the delivery', () => server.deliveries.length === 1);

    const why = { outcome: 'postponed', answer: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' };
    expect(server.deliveries).toMatchObject([why]);
    expect(lines).toContainEqual(expect.objectContaining({ ...why, receiver: new URL(url).origin }));
  });

  test('an answer of 410 ends the webhooks of the job, and of no other', async () => {
    const receiver = await webhookReceiver();
    receiver.answer = (response, { path }) => response.writeHead(path === '/hook?gone' ? 410 : 204).end();
    let finish: () => void = () => {};
    const held = defineJob({
      type: 'held',
      description: 'Waits.',
      input: {},
      run: () => new Promise<void>((resolve) => (finish = resolve)),
    });
    const server = await sendingServer({ handlers: [held] });
    const gone = await server.create({ type: 'held', input: {}, webhook: { url: `${receiver.url}?gone` } });
    await eventually('the answer', () => server.deliveries.some(({ outcome }) => outcome === 'ended'));
    finish();
    await server.ended(gone.id);
    await server.create({ type: 'held', input: {}, webhook: { url: receiver.url } });
    await eventually('the webhook of another job', () => server.deliveries.length === 2);
    finish();
    await eventually('its end', () => server.deliveries.length === 3);

    expect(receiver.received.filter(({ path }) => path === '/hook?gone')).toHaveLength(1);
  });

  test('a destination that keeps failing is left alone for a while, and another gets its own at once (F46)', async () => {
    const clock = new TestClock();
    const [dead, alive] = [await webhookReceiver(), await webhookReceiver()];
    dead.answer = (response) => response.writeHead(500).end();
    const server = await sendingServer({ clock, handlers: [instant] });
    for (let count = 0; count < 40; count += 1) {
      await server.create({ type: 'instant', input: {}, webhook: { url: dead.url, events: ['job.completed'] } });
    }
    await server.create({ type: 'instant', input: {}, webhook: { url: alive.url, events: ['job.completed'] } });

    await eventually('the webhook of the other', () => alive.received.length === 1);
    await turns(50);
    expect(dead.received.length).toBeLessThan(20);
  });

  test('receivers whose path is gone do not hold up another at the same host', async () => {
    const clock = new TestClock();
    const receiver = await webhookReceiver();
    receiver.answer = (response, { path }) => response.writeHead(path === '/hook?gone' ? 404 : 204).end();
    const server = await sendingServer({ clock, handlers: [instant] });
    const create = (url: string) =>
      server.create({ type: 'instant', input: {}, webhook: { url, events: ['job.completed'] } });
    for (let count = 0; count < 12; count += 1) await create(`${receiver.url}?gone`);
    await eventually('all were refused', () => server.deliveries.length === 12);

    await create(receiver.url);

    await eventually('it was taken', () => server.deliveries.some(({ outcome }) => outcome === 'delivered'));
  });

  test('a webhook that is new is tried first after a pause, and ends it', async () => {
    const clock = new TestClock();
    const receiver = await webhookReceiver();
    receiver.answer = (response, { path }) => response.writeHead(path === '/hook?broken' ? 500 : 204).end();
    const server = await sendingServer({ clock, handlers: [instant] });
    const create = (url: string) =>
      server.create({ type: 'instant', input: {}, webhook: { url, events: ['job.completed'] } });
    for (let count = 0; count < 5; count += 1) await create(`${receiver.url}?broken`);
    await eventually('all have failed', () => server.deliveries.length === 5);
    await turns(50);
    await create(receiver.url);
    await turns(50);
    expect(server.deliveries).toHaveLength(5);

    await clock.advance(5000);

    await eventually('it was taken', () => server.deliveries.some(({ outcome }) => outcome === 'delivered'));
    expect(server.deliveries[5]?.outcome).toBe('delivered');
  });
});

describe('what was not delivered outlives the server', () => {
  test('a delivery that a stop cuts off is repeated by the next server, under the same id (F45)', async () => {
    const folder = await temporaryFolder();
    const receiver = await webhookReceiver();
    receiver.answer = () => {};
    const first = await sendingServer({ data: folder });
    await first.create({ ...quick, webhook: { url: receiver.url, events: ['job.completed'] } });
    await eventually('the request', () => receiver.received.length === 1);
    await first.server.close();
    receiver.answer = (response) => response.writeHead(204).end();
    const second = await sendingServer({ data: folder });
    await eventually('the repetition', () => second.deliveries.length === 1);

    const [before, after] = receiver.received;
    expect(after?.headers['webhook-id']).toBe(before?.headers['webhook-id']);
    expect(second.deliveries[0]).toMatchObject({ outcome: 'delivered', answer: 204 });
  });
});

describe('a webhook that would not be sent is refused (S17)', () => {
  test.each([
    ['https://10.0.0.1/hook', '/webhook/url', 'must lead to a public address'],
    ['https://inside.example.com/hook', '/webhook/url', 'must lead to a public address'],
    ['http://8.8.8.8/hook', '/webhook/url', 'must be an https URL'],
    ['https://user:pw@8.8.8.8/hook', '/webhook/url', 'must not carry a user name or a password'],
  ])('%s', async (url, pointer, message) => {
    const secrets = new WebhookSecrets();
    secrets.add('acme', secret);
    const resolve = async () => [{ address: '192.168.0.1', family: 4 }];
    const server = await runningServer({ webhooks: { secrets, resolve } });

    const answer = await server.send('POST', '/v1/jobs', { json: { ...quick, webhook: { url } } });

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'validation_error', errors: [{ location: 'body', pointer, message }] });
    expect((await server.send('GET', '/v1/jobs')).body.data).toEqual([]);
  });

  test('one on this machine, unless the operator allows it (S20)', async () => {
    const secrets = new WebhookSecrets();
    secrets.add('acme', secret);
    const server = await runningServer({ webhooks: { secrets } });
    const json = { ...quick, webhook: { url: 'http://127.0.0.1:9/hook' } };

    expect((await server.send('POST', '/v1/jobs', { json })).status).toBe(400);
  });

  test('one of an organization that has no secret', async () => {
    const server = await sendingServer();
    const json = { ...quick, webhook: { url: 'http://127.0.0.1:9/hook' } };

    const answer = await server.send('POST', '/v1/jobs', { json, key: 'sk_globex' });

    expect(answer.body).toMatchObject({ code: 'validation_error', errors: [{ pointer: '/webhook' }] });
  });
});
