import { expect, test } from 'vitest';
import { runningServer } from '../test/running-server.ts';

test('a leap second is the second that follows, in a body and in a query', async () => {
  const { create, send } = await runningServer();
  const job = await create({
    type: 'demo.batch',
    input: { items: 1, item_ms: 0 },
    scheduled_for: '2016-12-31T23:59:60Z',
  });
  expect(job.scheduled_for).toBe('2017-01-01T00:00:00.000Z');

  const created = (query: string) => send('GET', `/v1/jobs?${query}`);
  expect((await created('created_after=2016-12-31T23:59:60Z')).body.data).toHaveLength(1);
  expect((await created('created_before=2016-12-31T23:59:60.5Z')).body.data).toEqual([]);
  const cancelled = await send('POST', '/v1/jobs/cancel', {
    json: { filter: { created_before: '2016-12-31T23:59:60Z' } },
  });
  expect(cancelled.status).toBe(200);
});

test('the second 60 of any other minute is refused', async () => {
  const { send } = await runningServer();
  expect((await send('GET', '/v1/jobs?created_after=2016-12-31T12:00:60Z')).status).toBe(400);
});
