import { expect, test } from 'vitest';
import { acceptedMediaType } from '../router/accepted-media-type.ts';
import { eventually } from '../test/eventually.ts';
import { runningServer, testKeys } from '../test/running-server.ts';

const short = { type: 'demo.batch', input: { items: 3, item_ms: 5 } };
const long = { type: 'demo.batch', input: { items: 100_000, item_ms: 10 } };

test.each([
  { given: undefined, want: 'application/json' },
  { given: '*/*', want: 'application/json' },
  { given: 'text/event-stream', want: 'text/event-stream' },
  { given: 'application/json, text/event-stream', want: 'text/event-stream' },
  { given: 'application/json, text/event-stream;q=0.9', want: 'application/json' },
  { given: 'text/event-stream;q=0.5, */*;q=0.1', want: 'text/event-stream' },
  { given: 'application/*', want: 'application/json' },
  { given: 'text/html', want: null },
  { given: 'application/json;q=0', want: null },
])('Accept: $given gives $want', ({ given, want }) => {
  expect(acceptedMediaType(given)).toBe(want);
});

test('the log of a job leads from nothing to its status', async () => {
  const { create, ended, send } = await runningServer();
  const job = await create(short);
  const { version } = await ended(job.id);
  const { body } = await send('GET', `/v1/jobs/${job.id}/events`);
  expect(body.data).toMatchObject([
    { sequence: 1, type: 'job.queued', from: null, to: 'queued', attempt: 0 },
    { sequence: 2, type: 'job.started', from: 'queued', to: 'running', attempt: 1 },
    { sequence: version, type: 'job.completed', from: 'running', to: 'completed', attempt: 1, reason: null },
  ]);
});

test('the pages of the log end in a cursor that waits for what comes next', async () => {
  const { create, send, server } = await runningServer();
  const job = await create({ ...short, scheduled_for: new Date(Date.now() + 3_600_000).toISOString() });
  const first = await send('GET', `/v1/jobs/${job.id}/events`);
  expect(first.body).toMatchObject({ has_more: false, data: [{ type: 'job.queued' }] });
  const next = `/v1/jobs/${job.id}/events?cursor=${first.body.next_cursor}`;
  expect((await send('GET', next)).body).toMatchObject({ data: [], next_cursor: first.body.next_cursor });
  const waiting = send('GET', next, { headers: { Prefer: 'wait=60' } });
  await eventually('it is held', () => server.engine.waiters.held.request === 1);
  await send('POST', `/v1/jobs/${job.id}/cancel`, { json: { reason: 'not needed' } });
  const answer = await waiting;
  expect(answer.headers.get('preference-applied')).toBe('wait=60');
  expect(answer.body.data).toMatchObject([{ type: 'job.cancelled', reason: 'not needed' }]);
  const last = await send('GET', `/v1/jobs/${job.id}/events?cursor=${answer.body.next_cursor}`, {
    headers: { Prefer: 'wait=20' },
  });
  expect(last.body.data).toEqual([]);
});

test('pages of one event give the whole log', async () => {
  const { create, ended, send } = await runningServer();
  const job = await create(short);
  await ended(job.id);
  const types: string[] = [];
  let cursor = '';
  for (let more = true; more; ) {
    const { body } = await send('GET', `/v1/jobs/${job.id}/events?limit=1${cursor}`);
    types.push(...body.data.map((event: { type: string }) => event.type));
    cursor = `&cursor=${body.next_cursor}`;
    more = body.has_more;
  }
  expect(types).toEqual(['job.queued', 'job.started', 'job.completed']);
});

test('the stream carries each transition once, progress between, and ends with the job', async () => {
  const { create, send, url } = await runningServer();
  const job = await create(long);
  const answer = await fetch(`${url}/v1/jobs/${job.id}/events`, {
    headers: { Authorization: `Bearer ${testKeys.acme}`, Accept: 'text/event-stream' },
  });
  const decoder = new TextDecoder();
  let text = '';
  let isCancelled = false;
  // The types of the platform do not know that a body can be gone through.
  for await (const bytes of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(bytes, { stream: true });
    if (isCancelled || !text.includes('job.progress')) continue;
    isCancelled = true;
    await send('POST', `/v1/jobs/${job.id}/cancel`);
  }
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const types = Array.from(text.matchAll(/^event: (\S+)$/gm), ([, type]) => type);
  expect(types.filter((type) => type !== 'job.progress')).toEqual([
    'job.queued',
    'job.started',
    'job.cancelling',
    'job.cancelled',
  ]);
  expect(text).toMatch(/event: job\.progress\ndata: \{"version":\d+,"progress":/);
  expect(text).not.toMatch(/event: job\.progress\nid:/);
});

test('a stream goes on behind Last-Event-ID, which goes before the cursor', async () => {
  const { create, ended, send } = await runningServer();
  const job = await create(short);
  await ended(job.id);
  const { next_cursor: end } = (await send('GET', `/v1/jobs/${job.id}/events`)).body;
  const stream = (query: string, headers: Record<string, string>) =>
    send('GET', `/v1/jobs/${job.id}/events${query}`, { headers: { Accept: 'text/event-stream', ...headers } });
  const typesOf = (text: string) => Array.from(text.matchAll(/^event: (\S+)$/gm), ([, type]) => type);
  expect(typesOf((await stream('', { 'Last-Event-ID': '1' })).text)).toEqual(['job.started', 'job.completed']);
  expect(typesOf((await stream(`?cursor=${end}`, {})).text)).toEqual([]);
  expect(typesOf((await stream(`?cursor=${end}`, { 'Last-Event-ID': '2' })).text)).toEqual(['job.completed']);
});

test('a caller that allows neither form is answered 406, after 404', async () => {
  const { create, send } = await runningServer();
  const job = await create(short);
  const html = { headers: { Accept: 'text/html' } };
  expect((await send('GET', `/v1/jobs/${job.id}/events`, html)).body.code).toBe('not_acceptable');
  expect((await send('GET', '/v1/jobs/nope/events', html)).body.code).toBe('job_not_found');
});

test('a cursor of one job is not taken for another', async () => {
  const { create, send } = await runningServer();
  const [one, other] = [await create(short), await create(short)];
  const { next_cursor: cursor } = (await send('GET', `/v1/jobs/${one.id}/events`)).body;
  const answer = await send('GET', `/v1/jobs/${other.id}/events?cursor=${cursor}`);
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_cursor' } });
});
