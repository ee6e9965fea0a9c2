import { describe, expect, test } from 'vitest';
import { askTiny, jobThat, tinyBodies } from './tiny-client.ts';

const { quick, slow, failing, stubborn } = tinyBodies;

describe.concurrent('a job of the tiny server', () => {
  test('completes, and has as many results as its counts say', async (context) => {
    const ask = await askTiny(context);
    const job = await jobThat(ask, quick, 'completed');
    const { body: page } = await ask('GET', `/v1/jobs/${job.id}/results`);
    expect(job).toMatchObject({ progress: { total: 3, completed: 3, failed: 0 }, terminal: true, error: null });
    expect(page).toMatchObject({ sealed: true, has_more: false, next_cursor: null });
    expect(page.data.map(({ index }: { index: number }) => index)).toEqual([0, 1, 2]);
  });

  test('fails at the item that is to fail', async (context) => {
    const ask = await askTiny(context);
    const job = await jobThat(ask, failing, 'failed');
    expect(job).toMatchObject({ progress: { completed: 1, failed: 1 }, error: { code: 'item' } });
  });

  test('is cancelling, then cancelled, and stays so when the cancel is repeated', async (context) => {
    const ask = await askTiny(context);
    const { id } = await jobThat(ask, slow, 'running');
    const first = await ask('POST', `/v1/jobs/${id}/cancel`, { body: { reason: 'enough' } });
    const second = await ask('POST', `/v1/jobs/${id}/cancel`, { headers: { prefer: 'wait=5' }, body: { reason: 'b' } });
    expect(first).toMatchObject({ status: 200, body: { status: 'cancelling' } });
    expect(second.body).toMatchObject({ status: 'cancelled', error: null });
    expect(second.body.cancellation).toMatchObject({
      ...first.body.cancellation,
      stopped_at: expect.any(String),
    });
  });

  test('is cancelled at once where workers stop at once', async (context) => {
    const ask = await askTiny(context, { cancelsAtOnce: true });
    const { id } = await jobThat(ask, slow, 'running');
    const { body } = await ask('POST', `/v1/jobs/${id}/cancel`);
    expect(body).toMatchObject({ status: 'cancelled', cancellation: { deadline_at: null, forced: false } });
  });

  test('is cancelled by force at its bound when its worker does not stop', async (context) => {
    const ask = await askTiny(context, { graceMs: 1_000 });
    const { id } = await jobThat(ask, stubborn, 'running');
    const { body } = await ask('POST', `/v1/jobs/${id}/cancel`, { headers: { prefer: 'wait=5' } });
    expect(body).toMatchObject({ status: 'cancelled', cancellation: { forced: true, stopped_at: null } });
    expect(Date.parse(body.finished_at)).toBeGreaterThanOrEqual(Date.parse(body.cancellation.deadline_at));
  });

  test('is answered 409 with the job when a cancel comes after its end', async (context) => {
    const ask = await askTiny(context);
    const job = await jobThat(ask, quick, 'completed');
    const { status, body } = await ask('POST', `/v1/jobs/${job.id}/cancel`);
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'job_already_terminal', job } });
  });

  test('goes on in a new attempt where the one before was lost', async (context) => {
    const ask = await askTiny(context);
    const body = { type: 'demo.flaky', input: { items: 4, item_ms: 5, lose_attempts: 2 } };
    const { id, attempt, progress } = await jobThat(ask, body, 'completed');
    const { body: log } = await ask('GET', `/v1/jobs/${id}/events`);
    expect({ attempt, progress }).toEqual({ attempt: 3, progress: { total: 4, completed: 4, failed: 0 } });
    expect(log.data.map(({ type }: { type: string }) => type)).toEqual([
      'job.queued',
      ...['job.started', 'job.requeued', 'job.started', 'job.requeued', 'job.started'],
      'job.completed',
    ]);
  });

  test('expires at its deadline, queued or running', async (context) => {
    const ask = await askTiny(context);
    const late = { ...quick, timeout_seconds: 1, scheduled_for: new Date(Date.now() + 60_000).toISOString() };
    const [queued, running] = await Promise.all([
      jobThat(ask, late, 'expired'),
      jobThat(ask, { ...slow, timeout_seconds: 1 }, 'expired'),
    ]);
    expect([queued.attempt, running.attempt]).toEqual([0, 1]);
  });

  test('streams its events to the end', async (context) => {
    const ask = await askTiny(context);
    const { body: job } = await ask('POST', '/v1/jobs', { body: quick });
    const headers = { accept: 'text/event-stream' };
    const { text } = await ask('GET', `/v1/jobs/${job.id}/events`, { headers });
    expect(text.match(/^event:job\.\w+/gm)).toEqual(['event:job.queued', 'event:job.started', 'event:job.completed']);
  });
});

describe.concurrent('the tiny server refuses', () => {
  test.for<readonly [string, string, string, Parameters<Awaited<ReturnType<typeof askTiny>>>[2], number, string]>([
    ['no key', 'GET', '/v1/capabilities', { key: null }, 401, 'unauthorized'],
    ['a write with a read-only key', 'POST', '/v1/jobs', { key: 'readOnly', body: {} }, 403, 'forbidden'],
    ['an undeclared path', 'GET', '/v1/nothing', {}, 404, 'route_not_found'],
    ['a slash at the end', 'GET', '/v1/jobs/', {}, 404, 'route_not_found'],
    ['an unknown job before its body', 'POST', '/v1/jobs/a/cancel', { raw: '{', headers: {} }, 404, 'job_not_found'],
    ['a malformed id', 'GET', '/v1/jobs/a.b', {}, 400, 'validation_error'],
    ['a path that cannot be decoded', 'GET', '/v1/jobs/%zz', {}, 400, 'validation_error'],
    ['an undeclared method', 'GET', '/v1/jobs/cancel', {}, 405, 'method_not_allowed'],
    [
      'another media type',
      'POST',
      '/v1/jobs',
      { raw: '{}', headers: { 'content-type': 'text/plain' } },
      415,
      'unsupported_media_type',
    ],
    [
      'a body that is no JSON',
      'POST',
      '/v1/jobs',
      { raw: '{', headers: { 'content-type': 'application/json' } },
      400,
      'malformed_json',
    ],
    ['a body of null', 'POST', '/v1/jobs', { body: null }, 400, 'validation_error'],
    ['a body that is too large', 'POST', '/v1/jobs', { body: 'x'.repeat(1_048_577) }, 413, 'payload_too_large'],
    [
      'a body that is too deep',
      'POST',
      '/v1/jobs',
      { raw: `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`, headers: { 'content-type': 'application/json' } },
      400,
      'validation_error',
    ],
    ['an unknown member', 'POST', '/v1/jobs', { body: { ...quick, colour: 'red' } }, 400, 'validation_error'],
    ['an unknown parameter', 'GET', '/v1/jobs?colour=red', {}, 400, 'validation_error'],
    ['a cursor that it did not make', 'GET', '/v1/jobs?cursor=abc', {}, 400, 'invalid_cursor'],
    ['neither ids nor a filter', 'POST', '/v1/jobs/cancel', { body: {} }, 400, 'validation_error'],
  ])('%s', async ([, method, path, asked, status, code], context) => {
    const ask = await askTiny(context);
    expect(await ask(method, path, asked)).toMatchObject({ status, body: { code } });
  });
});

describe.concurrent('the tiny server', () => {
  test('creates one job for many creates with one key, and replays its first answer', async (context) => {
    const ask = await askTiny(context);
    const create = () => ask('POST', '/v1/jobs', { body: quick, headers: { 'idempotency-key': 'k' } });
    const answers = await Promise.all(Array.from({ length: 10 }, create));
    const first = answers.find(({ status }) => status === 201);
    const replay = await create();
    const created = answers.filter(({ status }) => status === 201);
    const others = answers.filter(({ status }) => status !== 201);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
    expect(others.filter(({ body }) => body.code !== 'idempotency_key_in_use')).toEqual([]);
    expect(replay.text).toBe(first?.text);
    expect(replay.headers.get('idempotent-replayed')).toBe('true');
  });

  test('lists every job once while others are created', async (context) => {
    const ask = await askTiny(context);
    const create = async () => (await ask('POST', '/v1/jobs', { body: quick })).body.id as string;
    const ids = await Promise.all(Array.from({ length: 9 }, create));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await ask('GET', `/v1/jobs?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...body.data.map(({ id }: { id: string }) => id));
      cursor = body.next_cursor;
      await create();
    }
    expect(seen.filter((id) => ids.includes(id)).sort()).toEqual(ids.sort());
  });

  test('does not serve what it does not name', async (context) => {
    const ask = await askTiny(context, { classes: ['core'] });
    const list = await ask('GET', '/v1/jobs');
    const scheduled = await ask('POST', '/v1/jobs', { body: { ...quick, timeout_seconds: 5 } });
    expect(list).toMatchObject({ status: 404, body: { code: 'route_not_found' } });
    expect(scheduled).toMatchObject({ status: 400, body: { code: 'validation_error' } });
  });

  test('purges a job that is deleted, once it has ended', async (context) => {
    const ask = await askTiny(context);
    const { id } = await jobThat(ask, slow, 'running');
    expect((await ask('DELETE', `/v1/jobs/${id}`)).body).toMatchObject({ code: 'job_not_terminal', job: { id } });
    await ask('POST', `/v1/jobs/${id}/cancel`, { headers: { prefer: 'wait=5' } });
    expect((await ask('DELETE', `/v1/jobs/${id}`)).status).toBe(204);
    expect((await ask('GET', `/v1/jobs/${id}/events`)).body).toMatchObject({ code: 'job_not_found' });
  });

  test('answers 304 for the version that is known', async (context) => {
    const ask = await askTiny(context);
    const job = await jobThat(ask, quick, 'completed');
    const { headers } = await ask('GET', `/v1/jobs/${job.id}`);
    const known = `"other", ${headers.get('etag')}`;
    expect((await ask('GET', `/v1/jobs/${job.id}`, { headers: { 'if-none-match': known } })).status).toBe(304);
  });
});
