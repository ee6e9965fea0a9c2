import { afterAll, beforeAll, expect, test } from 'vitest';
import { defineJob } from '../engine/job-definition.ts';
import { demoBatch } from '../job-types/demo-batch.ts';
import { eventually } from '../test/eventually.ts';
import { openServer } from '../test/running-server.ts';

let running: Awaited<ReturnType<typeof openServer>>;
let goOn: () => void;

/** Emits three results, waits to be let go, emits two more. */
const inTwoParts = defineJob({
  type: 'test.two_parts',
  description: 'Produces its results in two parts.',
  input: { type: 'object' },
  async run({ emit }) {
    await emit({ id: 'a', output: { n: 1 } }, { id: 'b', output: [1, 'two', null] }, { output: null });
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await emit(
      { id: 'c', error: { code: 'unreadable', message: 'Not a PDF.', details: { page: 3 } } },
      { output: 'é😀' },
    );
  },
});

/** Each result is a megabyte and a half. */
const large = defineJob({
  type: 'test.large',
  description: 'Produces large results.',
  input: { type: 'object' },
  async run({ emit }) {
    for (let item = 0; item < 6; item += 1) await emit({ output: String(item).repeat(1.5 * 1024 * 1024) });
  },
});

beforeAll(async () => {
  running = await openServer({ handlers: [demoBatch, inTwoParts, large] });
});

afterAll(() => running.close());

test('results can be read while the job runs, and the page is sealed when it has ended', async () => {
  const job = await running.create({ type: 'test.two_parts', input: {} });
  const read = (query: string) => running.send('GET', `/v1/jobs/${job.id}/results${query}`);
  await eventually('the first part', async () => (await read('')).body.data.length === 3);

  const open = await read('');
  expect(open.body).toMatchObject({ object: 'list', sealed: false, has_more: false, next_cursor: null });
  const firstPage = await read('?limit=2');
  expect(firstPage.body).toMatchObject({ sealed: false, has_more: true });
  goOn();
  await running.ended(job.id);

  const all = await read('');
  expect(all.body.sealed).toBe(true);
  expect(all.body.data.slice(0, 3)).toEqual(open.body.data);
  expect(all.body.data).toMatchObject([
    { index: 0, id: 'a', status: 'completed', output: { n: 1 }, error: null },
    { index: 1, id: 'b', status: 'completed', output: [1, 'two', null], error: null },
    { index: 2, id: null, status: 'completed', output: null, error: null },
    {
      index: 3,
      id: 'c',
      status: 'failed',
      output: null,
      error: { code: 'unreadable', message: 'Not a PDF.', retryable: false, details: { page: 3 } },
    },
    { index: 4, id: null, status: 'completed', output: 'é😀', error: null },
  ]);
  // A cursor from before the end leads to what came after it.
  const rest = await read(`?cursor=${firstPage.body.next_cursor}`);
  expect(rest.body.data).toEqual(all.body.data.slice(2));
  expect(rest.body).toMatchObject({ sealed: true, has_more: false, next_cursor: null });
});

test('pages of every size give every result once', async () => {
  const job = await running.create({ type: 'demo.batch', input: { items: 25, item_ms: 0 } });
  await running.ended(job.id);

  for (const limit of [1, 7, 24, 25, 100]) {
    const seen: number[] = [];
    let cursor = '';
    do {
      const { body } = await running.send('GET', `/v1/jobs/${job.id}/results?limit=${limit}${cursor}`);
      seen.push(...body.data.map(({ index }: { index: number }) => index));
      expect(body.has_more).toBe(body.next_cursor !== null);
      cursor = body.next_cursor === null ? '' : `&cursor=${body.next_cursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => index));
  }
  expect((await running.send('GET', `/v1/jobs/${job.id}/results`)).body.data).toHaveLength(20);
});

test('a cursor of one job is refused for another, and so is one of the list of jobs', async () => {
  const make = async () => {
    const job = await running.create({ type: 'demo.batch', input: { items: 3, item_ms: 0 } });
    return running.ended(job.id);
  };
  const [one, other] = [await make(), await make()];
  const results = await running.send('GET', `/v1/jobs/${one.id}/results?limit=1`);
  const jobs = await running.send('GET', '/v1/jobs?limit=1');

  for (const cursor of [results.body.next_cursor, jobs.body.next_cursor]) {
    const { body } = await running.send('GET', `/v1/jobs/${other.id}/results?cursor=${cursor}`);
    expect(body).toMatchObject({ status: 400, code: 'invalid_cursor' });
  }
});

test('a job that produced nothing has an empty page', async () => {
  const job = await running.create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
  await running.ended(job.id);

  expect((await running.send('GET', `/v1/jobs/${job.id}/results`)).body).toEqual({
    object: 'list',
    data: [],
    has_more: false,
    next_cursor: null,
    sealed: true,
  });
});

test('a page of large results ends before it is larger than four megabytes, and the list can be read to its end (F51)', async () => {
  const { id } = await running.create({ type: 'test.large', input: {} });
  await running.ended(id);
  const pages: number[][] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const answer = await running.send('GET', `/v1/jobs/${id}/results?limit=100${cursor && `&cursor=${cursor}`}`);
    const { data, has_more: hasMore, next_cursor: next } = answer.body;
    expect(hasMore).toBe(next !== null);
    pages.push(data.map(({ index }: { index: number }) => index));
    cursor = next;
  }

  expect(pages).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
});
