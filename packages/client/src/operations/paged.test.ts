import { expect, test } from 'vitest';
import { createJobsClient, isUnexpectedResponse } from '../index.ts';
import { ClientClock } from '../test/client-clock.ts';
import { answer, drop, faultServer, halfAnswer } from '../test/fault-server.ts';
import { jobAt } from '../test/stories.ts';

const page = (ids: readonly string[], next: string | null) =>
  answer(200, {
    object: 'list',
    data: ids.map((id) => jobAt(1, 'running', { id })),
    has_more: next !== null,
    next_cursor: next,
    sealed: false,
  });

test('every entry comes once, though pages are empty, dropped, or break off', async () => {
  const server = await faultServer(page(['a', 'b'], 'c1'), drop, page([], 'c2'), halfAnswer, page(['c'], null));
  const clock = new ClientClock();
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k' }, clock);
  const listed = Array.fromAsync(jobs.list({ type: 'demo.batch', limit: 2 }), ({ id }) => id);
  await clock.passes(375);
  await clock.passes(375);
  expect(await listed).toEqual(['a', 'b', 'c']);
  const first = 'GET /v1/jobs?type=demo.batch&limit=2';
  expect(server.lines()).toEqual([
    first,
    `${first}&cursor=c1`,
    `${first}&cursor=c1`,
    `${first}&cursor=c2`,
    `${first}&cursor=c2`,
  ]);
});

test.each([
  ['the cursor that it was asked for', ['c1', 'c1']],
  ['one that came before', ['c1', 'c2', 'c1']],
])('a list whose pages lead back to %s ends with an error, after every entry has come once', async (_name, cursors) => {
  const pages = cursors.map((next, index) => page([`${index}`], next));
  const server = await faultServer(...pages, ...pages);
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k' });
  for (const list of [jobs.list(), jobs.results('job_1')]) {
    const seen: unknown[] = [];
    const read = async () => {
      for await (const entry of list) seen.push((entry as { id: string }).id);
    };
    const error = await read().catch((thrown: unknown) => thrown);
    expect(isUnexpectedResponse(error) && error.message).toContain(
      'and not with a list, and a new next_cursor if it has more, but: {',
    );
    expect(seen).toEqual(cursors.slice(1).map((_, index) => `${index}`));
  }
  expect(server.lines()).toHaveLength(2 * cursors.length);
});

test('a page with more behind it and no cursor to it is an error, and not the end', async () => {
  const server = await faultServer(
    answer(200, { object: 'list', data: [], has_more: true, next_cursor: null }),
    answer(200, { object: 'list', data: [], has_more: true }),
  );
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k' });
  for (let times = 0; times < 2; times += 1) {
    expect(isUnexpectedResponse(await Array.fromAsync(jobs.list()).catch((error: unknown) => error))).toBe(true);
  }
});

test('a list is loaded when it is looped over, and who leaves its signal gets the reason of it', async () => {
  const server = await faultServer(page(['a'], 'c1'));
  const caller = new AbortController();
  const reason = new Error('The person has left.');
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k' });
  const read = async () => {
    for await (const _job of jobs.list({}, { signal: caller.signal })) caller.abort(reason);
  };
  await expect(read()).rejects.toBe(reason);
  expect(server.lines()).toEqual(['GET /v1/jobs']);
});

test('who stops reading asks for no further page', async () => {
  const server = await faultServer(page(['a', 'b'], 'c1'));
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k' });
  for await (const { id } of jobs.list()) if (id === 'b') break;
  expect(server.lines()).toEqual(['GET /v1/jobs']);
});

test('pages tell what entries do not, and a second loop begins anew', async () => {
  const server = await faultServer(page(['a'], 'c1'), page(['b'], null), page(['a'], null));
  const results = createJobsClient({ baseUrl: server.url, apiKey: 'k' }).results('job_1');
  expect(await Array.fromAsync(results.pages(), ({ sealed, data }) => [sealed, data.length])).toEqual([
    [false, 1],
    [false, 1],
  ]);
  expect(await Array.fromAsync(results)).toHaveLength(1);
  expect(server.lines()).toEqual([
    'GET /v1/jobs/job_1/results',
    'GET /v1/jobs/job_1/results?cursor=c1',
    'GET /v1/jobs/job_1/results',
  ]);
});
