import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { resolveReference } from '../asking/operations-of.ts';
import { liveMock } from '../test/live-mock.ts';
import { controlDocument, controlOperations } from './control-document.ts';
import { controlHandlers } from './control-routes.ts';

const slow = { items: 100, item_ms: 1000 };

describe('the description of the control', () => {
  test('names what there is, and nothing else', async () => {
    const described = controlOperations.map(({ operationId }) => operationId);
    expect(described.toSorted()).toEqual(Object.keys(controlHandlers).toSorted());
    const { tell } = await liveMock();
    expect((await tell('GET', '/openapi.json')).body).toEqual(controlDocument);
  });

  test.each(
    controlOperations.flatMap((operation) =>
      Object.entries(operation.requestBody?.content['application/json']?.examples ?? {}).map(
        ([name, { value }]) => [operation.operationId, name, operation, value] as const,
      ),
    ),
  )('of %s has the example %s, which is carried out and answered as declared', async (_id, _name, operation, value) => {
    const { create, send } = await liveMock();
    const { id } = await create('demo.batch', slow);
    const json = 'job_id' in (value as object) ? { ...(value as object), job_id: id } : value;
    const path = operation.path.replace('{job_type}', 'documents.extract');
    const { status, body, headers } = await send(operation.method, path, { json });
    expect(status, JSON.stringify(body)).toBeLessThan(300);
    expectDeclared(operation, status, headers, body);
  });
});

describe('a state', () => {
  test('tells what the mock was told, and a reset forgets it all', async () => {
    const { mock, create, send, tell } = await liveMock({ seed: 1, scenarios: { a: { items: 1 } } });
    const before = await tell('GET', '');
    const { id } = await create('a');
    await tell('PUT', '/scenarios/b', { items: 2 });
    await tell('POST', '/holds', { status: 'queued', job_type: 'b' });
    await tell('POST', '/faults', { operation: 'getJob', count: 3, status: 500 });
    await tell('PATCH', '/clock', { speed: 2 });
    await tell('POST', '/clock/advance', { ms: 1500 });
    expect((await tell('GET', '')).body).toEqual({
      clock: { now: '2026-01-01T00:00:01.500Z', speed: 2, running: false },
      jobs: 1,
      scenarios: { a: { items: 1 }, b: { items: 2 } },
      holds: [{ id: 'hold_1', status: 'queued', job_type: 'b' }],
      faults: [{ operation: 'getJob', count: 3, status: 500 }],
    });
    expect((await tell('GET', '')).body).toEqual(mock.control.state());
    const after = await tell('POST', '/reset');
    expect([after.status, after.body]).toEqual([200, before.body]);
    expect((await send('GET', `/v1/jobs/${id}`)).status).toBe(404);
    expect((await create('a')).id).toBe(id);
  });

  test('begins anew once after the other when resets come together, also while requests wait', async () => {
    const { mock, create, send } = await liveMock();
    const { id } = await create('demo.batch', { items: 1, item_ms: 60_000, ignore_cancel: true });
    const held = send('GET', `/v1/jobs/${id}`, { headers: { Prefer: 'wait=60' } });
    mock.control.fault({ operation: 'getCapabilities', delay_ms: 1000 });
    const delayed = send('GET', '/v1/capabilities').catch(() => 'cut off');
    await expect.poll(() => mock.control.state().faults, { timeout: 60_000 }).toEqual([]);
    await Promise.all([mock.control.reset(), mock.control.reset(), mock.control.reset()]);
    // From before the reset or after it, and never a fault.
    expect([200, 404]).toContain((await held).status);
    expect(await delayed).toBe('cut off');
    expect((await create('a')).id).toBe(id);
  });
});

describe('a clock', () => {
  test('is advanced, made faster, stopped and started', async () => {
    const { tell } = await liveMock({ speed: 1 });
    expect((await tell('PATCH', '/clock', { running: false })).body.running).toBe(false);
    const { now } = (await tell('GET', '')).body.clock;
    const later = (await tell('POST', '/clock/advance', { ms: 90_000 })).body.now;
    expect(Date.parse(later) - Date.parse(now)).toBe(90_000);
    expect((await tell('PATCH', '/clock', { speed: 50, running: true })).body).toMatchObject({
      speed: 50,
      running: true,
    });
  });

  test('that is advanced wakes the requests that wait, and the Date of an answer is its own', async () => {
    const { mock, create, send } = await liveMock();
    const { id } = await create('demo.batch', { items: 1, item_ms: 5000 });
    const held = send('GET', `/v1/jobs/${id}`, { headers: { Prefer: 'wait=60' } });
    await expect
      .poll(() => mock.control.advance(5000).then(() => mock.control.state().clock.now), { timeout: 60_000 })
      .toBeTruthy();
    expect((await held).body.status).toBe('completed');
    expect((await send('GET', `/v1/jobs/${id}`)).headers.get('date')).toMatch(/^Thu, 01 Jan 2026 00:00:\d\d GMT$/);
  });

  test('passes deadlines, schedules and retention', async () => {
    const { mock, create, job, send } = await liveMock();
    const late = await create('demo.batch', slow, { timeout_seconds: 5 });
    const planned = await create('demo.batch', slow, { scheduled_for: '2026-01-01T02:00:00Z' });
    await mock.control.advance(7000);
    expect(await job(late.id)).toMatchObject({ status: 'expired' });
    expect(await job(planned.id)).toMatchObject({ status: 'queued' });
    await mock.control.advance(2 * 60 * 60 * 1000 + 60_000);
    expect((await job(planned.id)).started_at).not.toBeNull();
    await mock.control.advance(31 * 24 * 60 * 60 * 1000);
    expect((await send('GET', `/v1/jobs/${late.id}`)).status).toBe(404);
  });
});

describe('a scenario', () => {
  test('is for one type, or for every type without one, until it is taken back', async () => {
    const { mock, create, job, tell } = await liveMock();
    await tell('PUT', '/scenarios/*', { queue_ms: 0, items: 0 });
    await tell('PUT', '/scenarios/documents.extract', { queue_ms: 0, items: 1, item_ms: 0, fail_at: 0 });
    const [other, extract] = [await create('other'), await create('documents.extract')];
    expect([(await job(other.id)).status, (await job(extract.id)).status]).toEqual(['completed', 'failed']);
    expect((await tell('DELETE', '/scenarios/documents.extract')).status).toBe(204);
    expect((await job((await create('documents.extract')).id)).status).toBe('completed');
    mock.control.deleteScenario('*');
    expect((await job((await create('documents.extract')).id)).status).toBe('queued');
    expect((await tell('DELETE', '/scenarios/none')).body.detail).toBe('The job type none has no scenario.');
  });
});

describe('a request that makes no sense', () => {
  const cases: readonly (readonly [method: string, path: string, json: unknown, status: number, detail: RegExp])[] = [
    ['GET', '/nothing', undefined, 404, /There is nothing at \/__mock\/nothing\. GET \/__mock\/openapi\.json tells/],
    ['GET', '/reset', undefined, 405, /GET is not a method of \/__mock\/reset, which has POST/],
    ['POST', '/clock/advance', undefined, 400, /The body is missing/],
    ['POST', '/clock/advance', [], 400, /The body must be a JSON object/],
    ['POST', '/clock/advance', {}, 400, /The body has no member "ms"/],
    ['POST', '/clock/advance', { ms: -1 }, 400, /The body at \/ms must be >= 0/],
    ['POST', '/clock/advance', { ms: 1e15 }, 400, /The body at \/ms must be <= 34560000000/],
    [
      'POST',
      '/clock/advance',
      { seconds: 1, ms: 1 },
      400,
      /has a member "seconds", which is not known; it may have: ms/,
    ],
    ['PATCH', '/clock', {}, 400, /must have at least one of: speed, running/],
    ['PATCH', '/clock', { speed: 0 }, 400, /at \/speed must be >= 0\.001/],
    ['PUT', '/scenarios/Bad', { items: 1 }, 400, /"Bad" is no job type/],
    ['PUT', '/scenarios/%zz', { items: 1 }, 400, /no valid percent-encoding/],
    ['PUT', '/scenarios/a', { item: 1 }, 400, /has a member "item", which is not known; it may have: queue_ms, items/],
    ['PUT', '/scenarios/a', { error: { code: 'x' } }, 400, /at \/error has no member "message"/],
    [
      'PUT',
      '/scenarios/a',
      { items: 3, fail_at: 3 },
      400,
      /\/fail_at must be below `items`: it is 3, and the last item is 2/,
    ],
    ['PUT', '/scenarios/*', { fail_at: 10 }, 400, /it is 10, and the last item is 9/],
    ['PUT', '/scenarios/a', { items: 0, fail_at: 0 }, 400, /it is 0, and there is no item at all/],
    ['PUT', '/scenarios/a', { error: { code: 'x', message: 'X.' } }, 400, /an `error` and no `fail_at`/],
    ['PUT', '/scenarios/unknown.type', { items: 1 }, 400, /type unknown\.type, which is not offered.* any type but/],
    ['POST', '/holds', { status: 'running', job_type: 'unknown' }, 400, /type unknown, which is not offered/],
    ['POST', '/faults', { status: 500, disconnect: true }, 400, /leave out `status` or `disconnect`/],
    ['POST', '/faults', { disconnect: false }, 400, /at \/disconnect must be equal to constant/],
    ['POST', '/holds', { status: 'completed' }, 400, /at \/status must be one of: queued, running, cancelling/],
    ['POST', '/faults', { count: 2 }, 400, /must have at least one of: delay_ms, status, disconnect/],
    ['POST', '/faults', { status: 503, count: 0 }, 400, /at \/count must be >= 1/],
    ['POST', '/faults', { status: 418 }, 400, /No operation is ever answered 418/],
    [
      'POST',
      '/faults',
      { status: 409, operation: 'getJob' },
      400,
      /getJob is never answered 409\. getJob can be answered: 200 \(queued, /,
    ],
    ['POST', '/faults', { status: 500, operation: 'killJob' }, 400, /There is no operation killJob\. There are: /],
    ['POST', '/faults', { delay_ms: 1, example: 'x' }, 400, /An `example` belongs to a `status` of an `operation`/],
  ];

  test.each(cases)('%s %s %j', async (method, path, json, status, detail) => {
    const { mock, tell } = await liveMock();
    const before = mock.control.state();
    const answer = await tell(method, path, json);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(answer.body).toMatchObject({ type: 'about:blank', status });
    expect(answer.body.detail).toMatch(detail);
    expect(mock.control.state()).toEqual(before);
  });

  test.each([
    ['malformed JSON', '{"ms":', 'application/json', 400],
    ['another media type', '{"ms":1}', 'text/plain', 415],
    ['a body of two megabytes', `{"ms":1,"a":"${'x'.repeat(2 ** 21)}"}`, 'application/json', 400],
  ])('is refused with %s', async (_what, body, type, status) => {
    const { mock } = await liveMock();
    const headers = { 'Content-Type': type };
    const response = await fetch(`${mock.url}/__mock/clock/advance`, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status });
  });
});

const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(controlDocument, 'document');

function expectDeclared(
  { responses }: (typeof controlOperations)[number],
  status: number,
  headers: Headers,
  body: unknown,
): void {
  const [, declared] = responses.find(([one]) => one === status) ?? [];
  const [mediaType, media] = Object.entries(declared?.content ?? {})[0] ?? [];
  expect(headers.get('content-type')).toBe(mediaType ?? null);
  const { schema } = media as { schema?: { $ref: string } };
  const validate = ajv.compile({ $ref: `document${schema?.$ref}` });
  expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
  expect(resolveReference(controlDocument, schema)).toBeDefined();
}
