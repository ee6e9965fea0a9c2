import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defineJob } from '../engine/job-definition.ts';
import { JobFailure } from '../engine/job-failure.ts';
import { demoBatch } from '../job-types/demo-batch.ts';
import { eventually } from '../test/eventually.ts';
import { openServer, runningServer, testKeys } from '../test/running-server.ts';
import { TestClock } from '../test/test-clock.ts';

let running: Awaited<ReturnType<typeof openServer>>;
/** The names that the tests know the jobs by, since their ids are the server's. */
const names = new Map<string, string>();
const createdAt = new Map<string, string>();

const quick = { items: 0, item_ms: 0 };
const endless = { items: 1, item_ms: 3_600_000 };

beforeAll(async () => {
  const clock = new TestClock();
  running = await openServer({ clock });
  const later = new Date(clock.now() + 86_400_000).toISOString();
  const make = async (name: string, members: object) => {
    const job = await running.create({ type: 'demo.batch', input: quick, name, ...members });
    names.set(job.id, name);
    createdAt.set(name, job.created_at);
    await clock.advance(10);
    return job;
  };
  await running.ended((await make('completed', { metadata: { team: 'red', size: 'xl' } })).id);
  await running.ended((await make('failed', { input: { ...quick, items: 1, fail_at: 0 } })).id);
  const cancelled = await make('cancelled', { scheduled_for: later, metadata: { team: 'red' } });
  await running.send('POST', `/v1/jobs/${cancelled.id}/cancel`);
  const busy = await make('running', { input: endless, metadata: { team: 'blue', 'a&b': 'c+d', ' ': '%' } });
  await eventually('it runs', async () => (await running.send('GET', `/v1/jobs/${busy.id}`)).body.status === 'running');
  await make('queued', { scheduled_for: later, metadata: { team: 'blue', size: 'xl' } });
  // Two of the same instant.
  const twins = [1, 2].map((number) =>
    running.create({ type: 'demo.batch', input: quick, name: `twin ${number}`, scheduled_for: later }),
  );
  for (const job of await Promise.all(twins)) {
    names.set(job.id, job.name);
    createdAt.set(job.name, job.created_at);
  }
});

afterAll(() => running.close());

async function page(query: string, key: string = testKeys.acme) {
  const answer = await running.send('GET', `/v1/jobs?${query}`, { key });
  const shown = answer.body?.data?.map(({ id }: { id: string }) => names.get(id) ?? id);
  return { ...answer, shown, next: answer.body?.next_cursor as string | null };
}

const everything = ['completed', 'failed', 'cancelled', 'running', 'queued', 'twin 1', 'twin 2'];

/** The twins may be in either order, and it is the same for all lists. */
function inOrder(shown: string[]): string[] {
  const [first] = shown.filter((name) => name.startsWith('twin'));
  return shown.map((name) => (name.startsWith('twin') ? (name === first ? 'twin 1' : 'twin 2') : name));
}

describe('a filter', () => {
  test.each<{ given: string | (() => string); want: string[] }>([
    { given: '', want: everything },
    { given: 'status=completed', want: ['completed'] },
    { given: 'status=completed&status=failed&status=expired', want: ['completed', 'failed'] },
    { given: 'status=cancelling', want: [] },
    { given: 'type=demo.batch', want: everything },
    { given: 'type=demo.other', want: [] },
    { given: 'metadata[team]=red', want: ['completed', 'cancelled'] },
    { given: 'metadata[team]=red&metadata[size]=xl', want: ['completed'] },
    { given: 'metadata[team]=green', want: [] },
    { given: 'metadata[a%26b]=c%2Bd', want: ['running'] },
    { given: 'metadata[+]=%25', want: ['running'] },
    { given: 'metadata[team]=r%25', want: [] },
    { given: 'metadata[__proto__]=x', want: [] },
    { given: 'metadata[team]=blue&status=queued', want: ['queued'] },
    { given: () => `created_after=${createdAt.get('cancelled')}`, want: ['running', 'queued', 'twin 1', 'twin 2'] },
    { given: () => `created_before=${createdAt.get('cancelled')}`, want: ['completed', 'failed'] },
    {
      given: () => `created_after=${createdAt.get('completed')}&created_before=${createdAt.get('running')}`,
      want: ['failed', 'cancelled'],
    },
    {
      given: () => `created_after=${createdAt.get('queued')?.replace('Z', '%2B00:00')}`,
      want: ['twin 1', 'twin 2'],
    },
    { given: 'created_after=2025-12-31T19:00:00-05:30', want: [] },
    { given: 'created_before=2026-01-01T05:30:00%2B05:30', want: [] },
    { given: 'created_after=9999-12-31T23:59:59Z', want: [] },
  ])('$given shows $want, in both orders and page by page', async ({ given, want }) => {
    const query = typeof given === 'string' ? given : given();

    const ascending = await page(`${query}&order=asc`);
    expect(inOrder(ascending.shown)).toEqual(want);
    expect(ascending.body).toMatchObject({ object: 'list', has_more: false, next_cursor: null });
    expect((await page(query)).shown).toEqual(ascending.shown.toReversed());
    expect((await page(`${query}&order=desc`)).shown).toEqual(ascending.shown.toReversed());

    const seen: string[] = [];
    let cursor = '';
    do {
      const part = await page(`${query}&order=asc&limit=2${cursor}`);
      seen.push(...part.shown);
      expect(part.body.has_more).toBe(part.next !== null);
      cursor = part.next === null ? '' : `&cursor=${part.next}`;
    } while (cursor !== '');
    expect(seen).toEqual(ascending.shown);
  });
});

describe('a cursor', () => {
  test('goes on with another limit', async () => {
    const first = await page('limit=3');
    const second = await page(`limit=100&cursor=${first.next}`);

    expect([...first.shown, ...second.shown]).toEqual((await page('')).shown);
  });

  test('stays good while jobs are created', async () => {
    const before = (await page('')).shown;
    const first = await page('limit=3');
    const job = await running.create({ type: 'demo.batch', input: quick }, { key: testKeys.acme });
    names.set(job.id, 'new');

    expect([...first.shown, ...(await page(`cursor=${first.next}`)).shown]).toEqual(before);
    await running.ended(job.id);
    await running.send('DELETE', `/v1/jobs/${job.id}`);
  });

  test('is the same for a filter that is written otherwise', async () => {
    const first = await page('status=queued&status=running&metadata[team]=blue&limit=1');
    const again = await page(`metadata%5Bteam%5D=blue&status=running&status=queued&order=desc&cursor=${first.next}`);

    expect([first.shown, again.shown]).toEqual([['queued'], ['running']]);
  });

  test.each<{ given: string; query: string; key?: string }>([
    { given: 'another order', query: 'order=asc' },
    { given: 'another status', query: 'status=queued' },
    { given: 'another type', query: 'type=demo.batch' },
    { given: 'metadata', query: 'metadata[team]=red' },
    { given: 'another time', query: 'created_after=2020-01-01T00:00:00Z' },
    { given: 'another organization', query: '', key: testKeys.globex },
  ])('of another list is refused: $given (S2)', async ({ query, key }) => {
    const { next } = await page('limit=1');

    const { status, body } = await page(`${query}&cursor=${next}`, key);

    expect([status, body.code, body.errors[0].name]).toEqual([400, 'invalid_cursor', 'cursor']);
  });

  test.each(['x', '0', 'null', 'W10', 'eyJhIjoxfQ', '%F0%9F%98%80', `${'W1tb'.repeat(500)}`])(
    'that was not made here is refused: %s',
    async (cursor) => {
      expect((await page(`cursor=${cursor}`)).body).toMatchObject({ status: 400, code: 'invalid_cursor' });
    },
  );

  test('that was changed is refused', async () => {
    const { next } = await page('limit=1');
    const changed = `${next?.slice(0, -1)}${next?.endsWith('A') ? 'B' : 'A'}`;

    for (const cursor of [changed, next?.slice(1), next?.toLowerCase(), `${next?.slice(0, 20)}`]) {
      expect((await page(`cursor=${cursor}`)).body).toMatchObject({ code: 'invalid_cursor' });
    }
  });
});

test('a page holds 20 jobs unless the caller says otherwise', async () => {
  const key = testKeys.globex;
  await Promise.all(Array.from({ length: 25 }, () => running.create({ type: 'demo.batch', input: quick }, { key })));

  expect((await page('', key)).body).toMatchObject({ has_more: true, data: { length: 20 } });
  expect((await page('limit=25', key)).body).toMatchObject({ has_more: false, next_cursor: null });
  expect((await page('limit=24', key)).body).toMatchObject({ has_more: true, data: { length: 24 } });
});

test('a list does not carry inputs', async () => {
  for (const job of (await page('')).body.data) expect(job).not.toHaveProperty('input');
});

test('the largest page there can be is no more than some megabytes', async () => {
  // Each of these takes six bytes as JSON, as much as a character can.
  const text = (length: number) => '\u0001'.repeat(length);
  const large = defineJob({
    type: 'large',
    description: 'Fails with all that a job can show.',
    input: { type: 'object' },
    async run({ input, progress }) {
      await progress({ phase: text(1000) });
      const { details } = input as { details: number };
      throw new JobFailure('large', text(1000), { details: { text: text(details) } });
    },
  });
  const { create, send } = await runningServer({ handlers: [demoBatch, large] });
  const metadata = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`${index}`.padEnd(64, text(1)), text(512)]),
  );
  const sizes = [...Array(95).fill(10_000), ...Array(5).fill(400_000)];
  await Promise.all(sizes.map((details) => create({ type: 'large', name: text(200), input: { details }, metadata })));
  await eventually('all have failed', async () => {
    const { body } = await send('GET', '/v1/jobs?status=failed&limit=100');
    return body.data.length === 100;
  });

  const { body, text: shown } = await send('GET', '/v1/jobs?limit=100');

  const shownDetails = body.data.map(({ error }: { error: { details: { text: string } | null } }) => error.details);
  expect(shownDetails.filter((details: object | null) => details === null)).toHaveLength(5);
  expect(Buffer.byteLength(shown)).toBeLessThan(20_000_000);
});
