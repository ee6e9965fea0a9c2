import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, openServer, testKeys } from '../test/running-server.ts';

/** Globex looks for a job of Acme, and for one that never was. The two ids are equally long. */
let running: Awaited<ReturnType<typeof openServer>>;
let foreign: string;
let unknown: string;

beforeAll(async () => {
  running = await openServer();
  const job = await running.create({
    type: 'demo.batch',
    input: { items: 3, item_ms: 0 },
    metadata: { shared: 'yes', secret: 'acme-only' },
  });
  await running.ended(job.id);
  foreign = job.id;
  unknown = `job_${'0'.repeat(foreign.length - 4)}`;
});

afterAll(() => running.close());

/** All of an answer that does not belong to the request alone. */
function comparable({ status, headers, text }: Answer, id: string) {
  const named = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  const requestId = headers.get('x-request-id') ?? '';
  return { status, headers: named, text: text.replaceAll(id, '<id>').replaceAll(requestId, '<request>') };
}

describe('the job of another organization cannot be told from one that never was (S1)', () => {
  test.each<{ method: string; path: string; options?: object }>([
    { method: 'GET', path: '' },
    { method: 'GET', path: '?include=input' },
    { method: 'GET', path: '?include=everything' },
    { method: 'GET', path: '', options: { headers: { 'If-None-Match': '*' } } },
    { method: 'GET', path: '', options: { headers: { Prefer: 'wait=1' } } },
    { method: 'HEAD', path: '' },
    { method: 'GET', path: '/results' },
    { method: 'GET', path: '/results?limit=0' },
    { method: 'GET', path: '/events' },
    { method: 'GET', path: '/events', options: { headers: { Accept: 'text/event-stream' } } },
    { method: 'GET', path: '/events', options: { headers: { Accept: 'text/html' } } },
    { method: 'POST', path: '/cancel' },
    { method: 'POST', path: '/cancel', options: { json: { reason: 'x' } } },
    { method: 'POST', path: '/cancel', options: { json: { unknown: 1 } } },
    { method: 'POST', path: '/cancel', options: { headers: { 'Content-Type': 'application/json' }, json: [] } },
    { method: 'DELETE', path: '' },
    { method: 'PUT', path: '' },
  ])('$method …$path $options', async ({ method, path, options = {} }) => {
    const send = (id: string) => running.send(method, `/v1/jobs/${id}${path}`, { ...options, key: testKeys.globex });

    const [ofForeign, ofUnknown] = [await send(foreign), await send(unknown)];

    expect(comparable(ofForeign, foreign)).toEqual(comparable(ofUnknown, unknown));
    expect(ofForeign.status).toBe(method === 'PUT' ? 405 : 404);
    expect(ofForeign.text).not.toContain('acme');
  });
});

test('no list shows a job of another organization (S2)', async () => {
  for (const query of ['', '?status=completed', '?metadata[shared]=yes', '?type=demo.batch', '?order=asc']) {
    const { body } = await running.send('GET', `/v1/jobs${query}`, { key: testKeys.globex });
    expect([query, body.data]).toEqual([query, []]);
  }
});

test('a bulk cancel reaches no job of another organization (S1)', async () => {
  const scheduled = new Date(Date.now() + 3_600_000).toISOString();
  const job = await running.create({
    type: 'demo.batch',
    input: { items: 0, item_ms: 0 },
    metadata: { shared: 'yes' },
    scheduled_for: scheduled,
  });
  const bulk = (json: unknown) => running.send('POST', '/v1/jobs/cancel', { json, key: testKeys.globex });

  const byId = await bulk({ job_ids: [job.id, unknown] });
  const byFilter = await bulk({ filter: { metadata: { shared: 'yes' } } });

  expect(byId.body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['not_found', 'not_found']);
  expect(byFilter.body.counts).toEqual({ cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 });
  expect((await running.send('GET', `/v1/jobs/${job.id}`)).body).toEqual(job);
});

test('the organization comes from the key alone', async () => {
  const options = { key: testKeys.globex, headers: { 'X-Organization-Id': 'acme', 'X-Tenant': 'acme' } };
  const job = await running.create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } }, options);

  expect(job.organization_id).toBe('globex');
  expect((await running.send('GET', `/v1/jobs/${foreign}`, options)).status).toBe(404);
  const named = { type: 'demo.batch', input: { items: 0, item_ms: 0 }, organization_id: 'acme' };
  expect((await running.send('POST', '/v1/jobs', { ...options, json: named })).status).toBe(400);
});

test('a read-only key sees what its organization has', async () => {
  expect((await running.send('GET', `/v1/jobs/${foreign}`, { key: testKeys.reader })).body.organization_id).toBe(
    'acme',
  );
  expect((await running.send('GET', '/v1/jobs', { key: testKeys.reader })).body.data.length).toBeGreaterThan(0);
});
