import { expect, test } from 'vitest';
import { type LiveMockInTest, liveMock } from '../test/live-mock.ts';

const seed = 42;

/** Every answer of a fixed series of calls, headers and all, as text. */
async function recorded({ mock, send, tell }: LiveMockInTest): Promise<string[]> {
  const answers: string[] = [];
  const record = async (method: string, path: string, given?: Parameters<typeof send>[2]) => {
    const answer = await send(method, path, given);
    answers.push(`${method} ${path}\n${answer.status} ${JSON.stringify([...answer.headers])}\n${answer.text}`);
    return answer.body;
  };
  await tell('PUT', '/scenarios/flaky', {
    items: 2,
    fail_at: 1,
    error: { code: 'busy', message: 'Busy.', retryable: true },
  });
  const ids: string[] = [];
  for (const type of ['demo.batch', 'flaky', 'documents.extract', 'documents.extract']) {
    const headers = { 'Idempotency-Key': `key-${ids.length}` };
    const input = type === 'demo.batch' ? { items: 3, item_ms: 700 } : {};
    ids.push((await record('POST', '/v1/jobs', { json: { type, input }, headers })).id);
  }
  await record('GET', '/v1/jobs?order=asc');
  for (const ms of [1, 999, 3000]) {
    await mock.control.advance(ms);
    await record('GET', '/v1/jobs?limit=3');
  }
  await record('POST', `/v1/jobs/${ids[2]}/cancel`, { json: { reason: 'enough' } });
  await record('GET', `/v1/jobs/${ids[2]}`);
  await record('POST', `/__mock/jobs/${ids[3]}/lose-worker`);
  await record('GET', `/v1/jobs/${ids[3]}`);
  await mock.control.advance(60_000);
  for (const id of ids) {
    await record('GET', `/v1/jobs/${id}?include=input`);
    await record('GET', `/v1/jobs/${id}/events?limit=100`);
    await record('GET', `/v1/jobs/${id}/results?limit=100`);
  }
  await record('GET', `/v1/jobs/${ids[0]}`, { key: 'other' });
  await record('POST', '/v1/jobs', { json: { type: 'Bad', input: {} } });
  await record('GET', '/__mock');
  return answers;
}

test('the same calls have the same answers to the byte, on another mock and after a reset', async () => {
  const first = await liveMock({ seed });
  const answers = await recorded(first);
  expect(answers.length).toBeGreaterThan(20);
  expect(await recorded(await liveMock({ seed }))).toEqual(answers);
  await first.mock.control.reset();
  expect(await recorded(first)).toEqual(answers);
});

test('another seed has other ids and the same instants', async () => {
  const [one, other] = [await liveMock({ seed }), await liveMock({ seed: seed + 1 })];
  const [first, second] = [await one.create('a'), await other.create('a')];
  expect(first.id).toMatch(/^job_[0-9a-z]{26}$/);
  expect(second.id).not.toBe(first.id);
  expect([first.created_at, second.created_at]).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']);
});

test('ids come in the order of their creation', async () => {
  const { create, send } = await liveMock({ seed });
  const ids: string[] = [];
  for (let count = 0; count < 30; count += 1) ids.push((await create('a')).id);
  const listed = (await send('GET', '/v1/jobs?order=asc&limit=100')).body.data.map(({ id }: { id: string }) => id);
  expect(listed).toEqual(ids);
});

test('with a speed the clock of a seed begins on its day and runs', async () => {
  const { mock } = await liveMock({ seed, speed: 1000 });
  const { clock } = mock.control.state();
  expect(clock).toMatchObject({ speed: 1000, running: true });
  expect(clock.now).toMatch(/^2026-01-01T0/);
});
