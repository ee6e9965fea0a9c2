import { expect, test } from 'vitest';
import { createJobsClient } from '../index.ts';
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
