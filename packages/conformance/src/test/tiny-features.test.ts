import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, type TestContext, test } from 'vitest';
import { tinyWebhookSecret } from './tiny/settings.ts';
import { askTiny, jobThat, tinyBodies } from './tiny-client.ts';

const { quick, slow } = tinyBodies;

interface Delivery {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks that answers with these statuses, one after the other, and 204 from then on. */
async function receiver({ onTestFinished }: TestContext, statuses: number[]) {
  const deliveries: Delivery[] = [];
  let wake = () => {};
  const server = createServer(async (request, response) => {
    deliveries.push({ headers: request.headers, body: await text(request) });
    response.writeHead(statuses.shift() ?? 204).end();
    wake();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    async until(count: number) {
      while (deliveries.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

function signatureOf({ headers, body }: Delivery): string {
  const key = Buffer.from(tinyWebhookSecret.slice('whsec_'.length), 'base64');
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

describe.concurrent('webhooks of the tiny server', () => {
  test('tell of the start and the end, signed, in the words of the contract', async (context) => {
    const ask = await askTiny(context);
    const { url, deliveries, until } = await receiver(context, []);
    const job = await jobThat(ask, { ...quick, webhook: { url } }, 'completed');
    await until(2);
    const bodies = deliveries.map(({ body }) => JSON.parse(body));
    expect(deliveries.map(({ headers }) => headers['webhook-signature'])).toEqual(deliveries.map(signatureOf));
    expect(bodies.map(({ type }) => type).sort()).toEqual(['job.completed', 'job.started']);
    expect(bodies.find(({ type }) => type === 'job.completed').data).toMatchObject({ version: job.version });
  });

  test('are repeated under one id until they are taken', async (context) => {
    const ask = await askTiny(context, { webhookPauseMs: 20 });
    const { url, deliveries, until } = await receiver(context, [500, 302]);
    await jobThat(ask, { ...quick, webhook: { url, events: ['job.completed'] } }, 'completed');
    await until(3);
    expect(new Set(deliveries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(deliveries.map(({ body }) => body)).size).toBe(1);
  });
});

describe.concurrent('a wait of the tiny server', () => {
  test('is over when the job ends', async (context) => {
    const ask = await askTiny(context);
    const { status, body, headers } = await ask('POST', '/v1/jobs', { body: quick, headers: { prefer: 'wait=99' } });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'completed' } });
    expect(headers.get('preference-applied')).toBe('wait=60');
  });

  test('is over when its time is over, and answers 304 for a version that stayed', async (context) => {
    const ask = await askTiny(context);
    const scheduled_for = new Date(Date.now() + 60_000).toISOString();
    const { body, headers } = await ask('POST', '/v1/jobs', { body: { ...quick, scheduled_for } });
    const waiting = { prefer: 'foo, wait=1', 'if-none-match': headers.get('etag') ?? '' };
    const answer = await ask('GET', `/v1/jobs/${body.id}`, { headers: waiting });
    expect([answer.status, answer.headers.get('preference-applied')]).toEqual([304, 'wait=1']);
  });

  test('is refused over the cap, and says so', async (context) => {
    const ask = await askTiny(context, { waitersPerOrganization: 0 });
    const { id } = await jobThat(ask, slow, 'running');
    const { body: page } = await ask('GET', `/v1/jobs/${id}/events`);
    const { headers } = await ask('GET', `/v1/jobs/${id}/events?cursor=${page.next_cursor}`, {
      headers: { prefer: 'wait=30' },
    });
    expect([headers.get('preference-applied'), headers.get('retry-after')]).toEqual([null, '2']);
  });
});

describe.concurrent('the tiny server', () => {
  test('cancels many by ids and by a filter, and never those of others', async (context) => {
    const ask = await askTiny(context);
    const metadata = { batch: 'a' };
    const own = await jobThat(ask, { ...slow, metadata }, 'running');
    const ended = await jobThat(ask, { ...quick, metadata }, 'completed');
    const { body: foreign } = await ask('POST', '/v1/jobs', { key: 'foreign', body: { ...slow, metadata } });
    const ids = { job_ids: [own.id, ended.id, foreign.id] };
    const byIds = await ask('POST', '/v1/jobs/cancel', { body: ids });
    const byFilter = await ask('POST', '/v1/jobs/cancel', { body: { filter: { metadata } } });
    expect(byIds.body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      ...['cancelling', 'already_terminal', 'not_found'],
    ]);
    expect(byFilter.body).toMatchObject({ outcomes: null, counts: { already_terminal: 1, not_found: 0 } });
    expect((await ask('GET', `/v1/jobs/${foreign.id}`, { key: 'foreign' })).body.cancellation).toBeNull();
  });

  test('gives a foreign job and an unknown one the same answer', async (context) => {
    const ask = await askTiny(context);
    const { body: job } = await ask('POST', '/v1/jobs', { body: slow });
    const headers = { 'x-request-id': 'same' };
    const foreign = await ask('GET', `/v1/jobs/${job.id}`, { key: 'foreign', headers });
    const unknown = await ask('GET', '/v1/jobs/none', { key: 'foreign', headers });
    expect(foreign.text.replaceAll(job.id, 'none')).toBe(unknown.text);
    expect(foreign.headers.get('x-request-id')).toBe('same');
  });

  test('answers 429 when an organization asks too often, and tells when to come back', async (context) => {
    const ask = await askTiny(context, { requestsPerMinute: 2 });
    const answers = [];
    for (let count = 0; count < 3; count += 1) {
      answers.push(await ask('GET', '/v1/capabilities'));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers.get('ratelimit')).toMatch(/^"minute";t=\d+;r=0$/);
    expect((await ask('GET', '/v1/capabilities', { key: 'foreign' })).status).toBe(200);
  });

  test('filters its list by every parameter', async (context) => {
    const ask = await askTiny(context);
    const { body: job } = await ask('POST', '/v1/jobs', { body: { ...slow, metadata: { __proto__x: 'a b', k: '1' } } });
    await ask('POST', '/v1/jobs', { body: slow });
    const found = async (query: string) =>
      (await ask('GET', `/v1/jobs?${query}`)).body.data.map(({ id }: { id: string }) => id);
    expect(await found('metadata[__proto__x]=a+b&metadata%5Bk%5D=1&status=queued&status=running')).toEqual([job.id]);
    expect(await found(`created_after=${job.created_at}&created_before=${job.created_at}`)).toEqual([]);
    expect(await found('type=other')).toEqual([]);
    expect(await found('order=asc&limit=1')).toEqual([job.id]);
  });

  test('answers HEAD as GET without a body', async (context) => {
    const ask = await askTiny(context);
    const { status, text: sent, headers } = await ask('HEAD', '/v1/capabilities');
    expect([status, sent]).toEqual([200, '']);
    expect(headers.get('content-type')).toContain('application/json');
  });
});
