import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer } from '../test/running-server.ts';
import { TestClock } from '../test/test-clock.ts';

let clock: TestClock;
let running: Awaited<ReturnType<typeof openServer>>;

beforeAll(async () => {
  clock = new TestClock();
  running = await openServer({ clock });
});

afterAll(() => running.close());

const input = { items: 0, item_ms: 0 };
const create = (members: object) =>
  running.send('POST', '/v1/jobs', { json: { type: 'demo.batch', input, ...members } });
const inSeconds = (seconds: number) => new Date(clock.now() + seconds * 1000).toISOString();

test('a new job exists when it is answered, and Location leads to it', async () => {
  const { status, headers, body } = await create({
    name: 'November',
    metadata: { team: 'red' },
    priority: 9,
    max_attempts: 1,
    timeout_seconds: 604_800,
    scheduled_for: inSeconds(60),
  });

  expect(status).toBe(201);
  expect(body).toEqual({
    id: expect.stringMatching(/^job_[0-9a-z]{26}$/),
    object: 'job',
    type: 'demo.batch',
    name: 'November',
    status: 'queued',
    terminal: false,
    version: 1,
    attempt: 0,
    max_attempts: 1,
    priority: 9,
    organization_id: 'acme',
    metadata: { team: 'red' },
    progress: { total: null, completed: 0, failed: 0 },
    phase: null,
    estimated_seconds_remaining: null,
    error: null,
    cancellation: null,
    created_at: inSeconds(0),
    scheduled_for: inSeconds(60),
    started_at: null,
    finished_at: null,
    deadline_at: inSeconds(604_800),
    expires_at: null,
    links: {
      self: `/v1/jobs/${body.id}`,
      results: `/v1/jobs/${body.id}/results`,
      events: `/v1/jobs/${body.id}/events`,
      cancel: `/v1/jobs/${body.id}/cancel`,
    },
  });
  expect(headers.get('location')).toBe(`/v1/jobs/${body.id}`);
  expect([headers.get('etag'), headers.get('retry-after')]).toEqual(['"1"', '60']);
  expect((await running.send('GET', `/v1/jobs/${body.id}`)).body).toEqual(body);
});

test('what is left out has the defaults of the contract', async () => {
  const { body } = await create({});

  expect(body).toMatchObject({ name: null, metadata: {}, priority: 5, max_attempts: 3, scheduled_for: null });
  expect(body.deadline_at).toBeNull();
});

test('ids sort by creation', async () => {
  const own = await openServer();
  const made: string[] = [];
  for (let index = 0; index < 20; index += 1) made.push((await own.create({ type: 'demo.batch', input })).id);
  await own.close();

  expect(made.toSorted()).toEqual(made);
});

describe('a schedule', () => {
  test.each<{ given: string; want: string | null }>([
    { given: '2020-01-01T00:00:00Z', want: '2020-01-01T00:00:00.000Z' },
    { given: '0000-01-01T00:00:00Z', want: '0000-01-01T00:00:00.000Z' },
    { given: '2026-01-02T05:30:00+05:30', want: '2026-01-02T00:00:00.000Z' },
    { given: '2026-12-31T23:59:59Z', want: '2026-12-31T23:59:59.000Z' },
    { given: '2027-01-02T00:00:00Z', want: null },
    { given: '9999-12-31T23:59:59Z', want: null },
    { given: '0000-01-01T00:00:00+01:00', want: null },
    { given: '2026-02-30T00:00:00Z', want: null },
    { given: '2026-01-02', want: null },
    { given: '20260-01-02T00:00:00Z', want: null },
    { given: '+002026-01-02T00:00:00Z', want: null },
    { given: '2026-01-02T00:00:00', want: null },
    { given: '1767312000', want: null },
  ])('for $given is kept as $want', async ({ given, want }) => {
    const { status, body } = await create({ scheduled_for: given });

    if (want !== null) expect([status, body.scheduled_for]).toEqual([201, want]);
    else expect([status, body.code, body.errors[0].pointer]).toEqual([400, 'validation_error', '/scheduled_for']);
  });
});

describe('is refused with one entry for what is wrong', () => {
  test.each<{ given: object; pointer: string }>([
    { given: { type: 'demo.other' }, pointer: '/type' },
    { given: { input: {} }, pointer: '/input/items' },
    { given: { input: { items: -1, item_ms: 0 } }, pointer: '/input/items' },
    { given: { input: { items: 1, item_ms: 0, more: 1 } }, pointer: '/input/more' },
    { given: { webhook: { url: 'https://example.com/hook' } }, pointer: '/webhook' },
  ])('$given at $pointer', async ({ given, pointer }) => {
    const { status, body } = await create(given);

    expect([status, body.code, body.errors[0].location]).toEqual([400, 'validation_error', 'body']);
    expect(body.errors[0].pointer).toBe(pointer);
  });
});

test('metadata keys such as __proto__ come back unchanged from every operation (S28)', async () => {
  const metadata = '{"__proto__":"a","constructor":"b","toString":"c"}';
  const made = await fetch(`${running.url}/v1/jobs`, {
    method: 'POST',
    headers: { Authorization: 'Bearer sk_acme', 'Content-Type': 'application/json' },
    body: `{"type":"demo.batch","input":{"items":0,"item_ms":0},"metadata":${metadata}}`,
  });
  const text = await made.text();
  const { id } = JSON.parse(text);

  expect(text).toContain(`"metadata":${metadata}`);
  expect((await running.send('GET', `/v1/jobs/${id}`)).text).toContain(`"metadata":${metadata}`);
  const listed = await running.send('GET', '/v1/jobs?metadata[__proto__]=a&metadata[toString]=c');
  expect(listed.text).toContain(`"metadata":${metadata}`);
  expect(listed.body.data).toHaveLength(1);
});
