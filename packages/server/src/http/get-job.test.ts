import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { type Answer, openServer } from '../test/running-server.ts';
import { TestClock } from '../test/test-clock.ts';

let clock: TestClock;
let running: Awaited<ReturnType<typeof openServer>>;

beforeAll(async () => {
  clock = new TestClock();
  running = await openServer({ clock });
});

afterAll(() => running.close());

const get = (id: string, headers: Record<string, string> = {}, query = ''): Promise<Answer> =>
  running.send('GET', `/v1/jobs/${id}${query}`, { headers });

const scheduled = (seconds: number) => ({
  type: 'demo.batch',
  input: { items: 1, item_ms: 0 },
  scheduled_for: new Date(clock.now() + seconds * 1000).toISOString(),
});

async function completed(): Promise<Answer['body']> {
  return running.ended((await running.create({ type: 'demo.batch', input: { items: 1, item_ms: 0 } })).id);
}

describe('the entity tag', () => {
  test('is the version, and changes with it', async () => {
    const job = await running.create(scheduled(60));
    const first = await get(job.id);
    await running.send('POST', `/v1/jobs/${job.id}/cancel`);
    const second = await get(job.id);

    expect([first.headers.get('etag'), second.headers.get('etag')]).toEqual(['"1"', '"2"']);
  });

  test.each<{ given: string; want: 200 | 304 }>([
    { given: '"1"', want: 304 },
    { given: 'W/"1"', want: 304 },
    { given: '*', want: 304 },
    { given: '"7", "1"', want: 304 },
    { given: '"7",W/"1","8"', want: 304 },
    { given: '"2"', want: 200 },
    { given: '1', want: 200 },
    { given: '"11"', want: 200 },
    { given: 'w/"1"', want: 200 },
    { given: '', want: 200 },
  ])('If-None-Match: $given of a job in version 1 answers $want', async ({ given, want }) => {
    const job = await running.create(scheduled(60));

    const { status, text, headers } = await get(job.id, { 'If-None-Match': given });

    expect([status, text === '', headers.get('etag')]).toEqual([want, want === 304, '"1"']);
    expect(headers.get('retry-after')).toBe('60');
  });

  test('of a terminal job answers 304 without Retry-After', async () => {
    const job = await completed();

    const { status, headers } = await get(job.id, { 'If-None-Match': `"${job.version}"` });

    expect([status, headers.get('retry-after')]).toEqual([304, null]);
  });
});

describe('Retry-After', () => {
  test.each<{ given: number; want: string }>([
    { given: 0.2, want: '1' },
    { given: 7.2, want: '8' },
    { given: 60, want: '60' },
    { given: 3600, want: '60' },
  ])('of a job that starts in $given seconds is $want', async ({ given, want }) => {
    const { id } = await running.create(scheduled(given));

    expect((await get(id)).headers.get('retry-after')).toBe(want);
  });

  test('of a running job is 1, and a terminal job has none', async () => {
    const busy = await running.create({ type: 'demo.batch', input: { items: 1, item_ms: 3_600_000 } });
    await eventually('it runs', async () => (await get(busy.id)).body.status === 'running');

    expect((await get(busy.id)).headers.get('retry-after')).toBe('1');
    expect((await get((await completed()).id)).headers.get('retry-after')).toBeNull();
  });
});

describe('the input', () => {
  test('is shown when it is asked for, and only then', async () => {
    const job = await completed();

    expect((await get(job.id, {}, '?include=input')).body).toEqual({ ...job, input: { items: 1, item_ms: 0 } });
    expect((await get(job.id)).body).toEqual(job);
    expect(job).not.toHaveProperty('input');
  });

  test('has a tag of its own, so that nobody who holds the job without it is told that nothing is new', async () => {
    const job = await completed();
    const plain = (await get(job.id)).headers.get('etag') ?? '';
    const held = await get(job.id, { 'If-None-Match': plain }, '?include=input');
    const own = held.headers.get('etag') ?? '';

    expect(held.status).toBe(200);
    expect((await get(job.id, { 'If-None-Match': own }, '?include=input')).status).toBe(304);
    expect((await get(job.id, { 'If-None-Match': own })).status).toBe(200);
  });

  test.each(['?include=output', '?include=', '?include=input&include=input', '?include=input,input', '?fields=id'])(
    'cannot be asked for with %s',
    async (query) => {
      expect((await get((await completed()).id, {}, query)).status).toBe(400);
    },
  );
});

test('a job in every status keeps the invariants of the contract', async () => {
  const make = (input: object, members: object = {}) => running.create({ type: 'demo.batch', input, ...members });
  const failed = await make({ items: 2, item_ms: 0, fail_at: 1 });
  const expired = await make({ items: 1, item_ms: 3_600_000 }, { timeout_seconds: 1 });
  const cancelled = await make({ items: 1, item_ms: 3_600_000 });
  await eventually('it runs', async () => (await get(cancelled.id)).body.status === 'running');
  await running.send('POST', `/v1/jobs/${cancelled.id}/cancel`);
  await running.ended(failed.id);
  await running.ended(cancelled.id);
  await clock.advance(3000);

  const seen = new Set<string>();
  for (const { id } of (await running.send('GET', '/v1/jobs?limit=100')).body.data) {
    const job = (await get(id)).body;
    seen.add(job.status);
    expect(job.terminal).toBe(['completed', 'failed', 'cancelled', 'expired'].includes(job.status));
    expect(job.finished_at !== null).toBe(job.terminal);
    expect(job.expires_at !== null).toBe(job.terminal);
    expect(job.error !== null).toBe(job.status === 'failed');
    expect(job.cancellation !== null).toBe(['cancelling', 'cancelled'].includes(job.status));
    expect(job.started_at === null).toBe(job.attempt === 0);
    expect(job.links.cancel === null).toBe(job.terminal);
    const { data, sealed } = (await running.send('GET', `/v1/jobs/${id}/results?limit=100`)).body;
    expect(sealed).toBe(job.terminal);
    if (job.terminal) expect(data).toHaveLength(job.progress.completed + job.progress.failed);
  }
  expect([...seen]).toEqual(
    expect.arrayContaining(['queued', 'running', 'completed', 'failed', 'cancelled', 'expired']),
  );
  expect((await get(expired.id)).body.deadline_at).toBe(new Date(Date.parse(expired.created_at) + 1000).toISOString());
});

test('what the job links to answers', async () => {
  const job = await running.create(scheduled(60));

  for (const link of [job.links.self, job.links.results, job.links.events]) {
    expect([link, (await running.send('GET', link)).status]).toEqual([link, 200]);
  }
  expect((await running.send('POST', job.links.cancel)).status).toBe(200);
});
