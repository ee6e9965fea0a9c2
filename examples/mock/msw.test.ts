import { createJobsClient } from '@jobwire/client';
import { type LiveMock, startMock } from '@jobwire/mock';
import { bypass, HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

/** Where the application believes the jobs to be, also in its tests. */
const api = 'https://jobs.example.com';

let mock: LiveMock;
const server = setupServer(
  http.all(`${api}/*`, ({ request }) => {
    const { pathname, search } = new URL(request.url);
    return fetch(bypass(new Request(mock.url + pathname + search, request)));
  }),
);
beforeAll(async () => {
  mock = await startMock({ live: true, seed: 7 });
  server.listen({ onUnhandledFrame: 'bypass' });
});
afterEach(async () => {
  server.resetHandlers();
  await mock.control.reset();
});
afterAll(async () => {
  server.close();
  await mock.stop();
});

const jobs = createJobsClient({ baseUrl: api, apiKey: 'any' });

test('the application talks to its own address, and the mock answers', async () => {
  const { id } = await jobs.create({ type: 'documents.extract', input: {} });
  await mock.control.advance(60_000);
  expect((await jobs.get(id)).status).toBe('completed');
});

test('one request is answered by hand, and the others by the mock', async () => {
  server.use(http.get(`${api}/v1/jobs`, () => HttpResponse.error(), { once: true }));
  await jobs.create({ type: 'documents.extract', input: {} });
  await expect(fetch(`${api}/v1/jobs`)).rejects.toThrow(/fetch/i);
  expect(await Array.fromAsync(jobs.list())).toHaveLength(1);
});
