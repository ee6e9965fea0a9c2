import { createJobsClient } from '@jobwire/client';
import { type LiveMock, startMock } from '@jobwire/mock';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

let mock: LiveMock;
beforeAll(async () => {
  mock = await startMock({ live: true, seed: 7 });
});
afterAll(() => mock.stop());
beforeEach(async () => {
  await mock.control.reset();
  mock.control.setScenario('documents.extract', { queue_ms: 0, items: 10, item_ms: 1000 });
});

const extract = { type: 'documents.extract', input: { url: 'https://example.com/invoice.pdf' } };
const client = () => createJobsClient({ baseUrl: mock.url, apiKey: 'any' });

test('a job is half done after half of its time', async () => {
  const { id } = await client().create(extract);
  await mock.control.advance(5000);
  expect(await client().get(id)).toMatchObject({ status: 'running', progress: { total: 10, completed: 5 } });
});

test('a cancelled job keeps the pages that it has', async () => {
  const { id } = await client().create(extract);
  await mock.control.advance(3000);
  await client().cancel(id);
  expect(await client().get(id)).toMatchObject({ status: 'cancelled', progress: { completed: 3 } });
  expect(await Array.fromAsync(client().results(id))).toHaveLength(3);
});

test('a job fails as the application has to show it', async () => {
  const error = { code: 'page_unreadable', message: 'Page 3 cannot be read.' };
  mock.control.setScenario('documents.extract', { fail_at: 2, error });
  const { id } = await client().create(extract);
  await mock.control.advance(60_000);
  expect(await client().get(id)).toMatchObject({ status: 'failed', error });
});

test('a job looks the same in every run', async () => {
  const job = await client().create(extract);
  expect(job).toMatchObject({ id: 'job_01kdvdna00e008vej24z1r8cjy', created_at: '2026-01-01T00:00:00.000Z' });
});
