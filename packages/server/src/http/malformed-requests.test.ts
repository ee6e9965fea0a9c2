import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ExchangeRequest, exchange } from '../test/exchange.ts';
import { openServer, runningServer, testKeys } from '../test/running-server.ts';

let running: Awaited<ReturnType<typeof openServer>>;
let port: number;
let jobId: string;

beforeAll(async () => {
  running = await openServer();
  port = Number(new URL(running.url).port);
  await useNewJob();
});

async function useNewJob(): Promise<void> {
  const job = await running.create({ type: 'demo.batch', input: { items: 2, item_ms: 0 } });
  jobId = job.id;
  await running.ended(jobId);
}

// Closing fails when anything was reported behind the scenes, such as an answer that breaks the contract.
afterAll(() => running.close());

/** `FC_SEED=…` repeats a run; a failure prints its seed. */
const seed = process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) };

const isHeaderText = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text) && text.trim() === text;

/** What a request target may hold at all; everything else is refused by the parser of HTTP. */
const target = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => encodeURI(text.toWellFormed()));
const rawTarget = fc
  .string({ unit: fc.constantFrom(...'%/?&=[]{}.;:@+,-_~!*()0aZé'), maxLength: 40 })
  .map((text) => text.replaceAll('é', '%C3'));

const paths = fc.oneof(
  fc.constantFrom('/v1/jobs', '/v1/jobs', '/v1/jobs/cancel', '/v1/capabilities'),
  fc.constantFrom('', '/cancel', '/results', '/events').map((part) => `/v1/jobs/<job>${part}`),
  fc.oneof(target, rawTarget).map((part) => `/v1/jobs/${part}`),
  fc.oneof(target, rawTarget).map((part) => `/v1/${part}`),
  fc.oneof(target, rawTarget).map((part) => `/${part}`),
);

const parameterNames = fc.oneof(
  fc.constantFrom('limit', 'cursor', 'order', 'status', 'type', 'include', 'created_after', 'created_before'),
  fc.constantFrom('metadata', 'metadata[', 'metadata[]', 'metadata[a]', 'metadata[__proto__]', '__proto__', 'a.b'),
  target,
);

const parameterValues = fc.oneof(
  target,
  rawTarget,
  fc.constantFrom('', '0', '1', '100', '1e3', '-1', 'NaN', 'asc', 'queued', 'input', '2026-01-01T00:00:00Z', '%00'),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().replace('+', '%2B')),
  fc.json({ maxDepth: 3 }).map((json) => Buffer.from(json).toString('base64url')),
);

const queries = fc
  .array(fc.tuple(parameterNames, parameterValues), { maxLength: 4 })
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`));

const strangeText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('__proto__', 'constructor', '\0', '\ud800', "' or 1=1 --", '%', '\u2028'),
);

const members = fc.record(
  {
    type: fc.oneof(fc.constant('demo.batch'), strangeText, fc.anything()),
    input: fc.oneof(fc.constant({ items: 0, item_ms: 0 }), fc.dictionary(strangeText, fc.jsonValue(), { maxKeys: 3 })),
    name: fc.oneof(strangeText, fc.jsonValue()),
    metadata: fc.oneof(fc.dictionary(strangeText, strangeText, { maxKeys: 18 }), fc.jsonValue()),
    priority: fc.oneof(fc.integer({ min: -1, max: 10 }), fc.double(), fc.jsonValue()),
    scheduled_for: fc.oneof(
      fc.constantFrom('0000-01-01T00:00:00+23:59', '9999-12-31T23:59:59Z', '2026-02-30T00:00:00Z'),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      strangeText,
    ),
    timeout_seconds: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(1e308, -0)),
    max_attempts: fc.oneof(fc.integer({ min: 0, max: 21 }), fc.jsonValue()),
    reason: fc.oneof(strangeText, fc.jsonValue()),
    job_ids: fc.oneof(fc.array(strangeText, { maxLength: 3 }), fc.jsonValue()),
    filter: fc.oneof(fc.dictionary(strangeText, fc.jsonValue(), { maxKeys: 2 }), fc.constant({ status: [] })),
    extra: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const asText = (value: unknown) => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '{}';
  }
};

/** A create that is good but for one member at most. */
const almostGood = fc
  .tuple(members, fc.constantFrom('name', 'metadata', 'priority', 'scheduled_for', 'timeout_seconds', 'max_attempts'))
  .map(([all, name]) => ({
    type: 'demo.batch',
    input: { items: 0, item_ms: 0 },
    [name]: all[name as keyof typeof all],
  }));

const bodies = fc.oneof(
  almostGood.map(asText),
  members.map(asText),
  fc.jsonValue().map(asText),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.uint8Array({ maxLength: 100 }),
  // A good body, broken at one place.
  fc
    .tuple(members.map(asText), fc.nat(), fc.constantFrom('"', '{', ']', '\\', '\0', '\\ud800', ','))
    .map(([text, at, broken]) => text.slice(0, at % (text.length + 1)) + broken + text.slice(at % (text.length + 1))),
);

const headers = fc.record(
  {
    'Content-Type': fc.oneof(
      fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/plain', 'application/'),
      fc.string({ maxLength: 20 }).filter(isHeaderText),
    ),
    'Content-Encoding': fc.constantFrom('gzip', 'br', 'deflate', 'identity', 'x'),
    'If-None-Match': fc.string({ maxLength: 20 }).filter(isHeaderText),
    Prefer: fc.constantFrom('wait=0', 'wait=', 'wait=-1', 'wait="0"', 'respond-async, wait=0', 'wait=0;wait=0', ',,'),
    'Idempotency-Key': fc.string({ maxLength: 300 }).filter(isHeaderText),
    'Last-Event-ID': fc.oneof(
      fc.constantFrom('1', '-1', '1e9', '99999999999999999999'),
      fc.string().filter(isHeaderText),
    ),
    Accept: fc.oneof(
      fc.constantFrom('application/json', '*/*;q=0', 'text/html', ';;,'),
      fc.string().filter(isHeaderText),
    ),
    'X-Request-Id': fc.string({ maxLength: 200 }).filter(isHeaderText),
    Expect: fc.constantFrom('100-continue'),
  },
  { requiredKeys: [] },
);

const requests = fc.record({
  method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'POST', 'DELETE', 'HEAD', 'PUT', 'PATCH', 'OPTIONS', 'TRACE'),
  path: fc.tuple(paths, queries).map(([path, query]) => path + query),
  headers,
  body: fc.option(bodies, { nil: undefined }),
  inPieces: fc.boolean(),
  json: fc.boolean(),
});

test('no malformed request is answered with 5xx, and the server stays healthy', async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, headers: given, body, inPieces, json }) => {
      const request: ExchangeRequest = {
        method,
        path: path.replace('<job>', jobId),
        headers: {
          Authorization: 'Bearer sk_acme',
          ...given,
          ...(json ? { 'Content-Type': 'application/json' } : {}),
        },
        ...(body === undefined ? {} : { body: inPieces ? [body] : body }),
      };

      const answer = await exchange(port, request);

      statuses.add(answer.status);
      expect(answer.status, answer.text).toBeLessThan(500);
      expect(answer.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
      if (answer.status === 204) await useNewJob();
      if (answer.status >= 400 && method !== 'HEAD') {
        expect(answer.headers['content-type']).toBe('application/problem+json');
        expect(answer.json).toMatchObject({ status: answer.status, request_id: answer.headers['x-request-id'] });
        expect(answer.text).not.toMatch(/node_modules|\.ts:|SQLITE/);
      }
    }),
    { numRuns: 1500, ...seed },
  );
  // The requests reached every kind of refusal that they can, and some were good.
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 404, 405]));
  expect((await running.send('GET', `/v1/jobs/${jobId}`)).body.status).toBe('completed');
  const after = await running.create({ type: 'demo.batch', input: { items: 1, item_ms: 0 } });
  expect((await running.ended(after.id)).status).toBe('completed');
});

test('a stored job comes back as it was sent, whatever text it holds', async () => {
  const text = fc.string({ unit: 'grapheme-composite', maxLength: 30 }).filter((given) => !given.includes('\0'));
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        name: text,
        metadata: fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), text, { maxKeys: 5 }),
      }),
      async (given) => {
        const json = { type: 'demo.batch', input: { items: 0, item_ms: 0 }, ...given };
        const { status, body } = await running.send('POST', '/v1/jobs', { json });
        expect([status, body.name]).toEqual([201, given.name]);
        expect(JSON.stringify(body.metadata)).toBe(JSON.stringify(given.metadata));
        expect((await running.send('GET', `/v1/jobs/${body.id}`)).body).toMatchObject({ name: given.name });
        const filter = Object.entries(given.metadata)
          .map(([key, value]) => `metadata[${encodeURIComponent(key)}]=${encodeURIComponent(value)}`)
          .join('&');
        const listed = await running.send('GET', `/v1/jobs?limit=100&${filter}`);
        expect(listed.body.data.map(({ id }: { id: string }) => id)).toContain(body.id);
      },
    ),
    { numRuns: 100, ...seed },
  );
});

test.each([
  { given: '{"e":1e400}', pointer: '/input/e' },
  { given: '{"list":[0,-1e999]}', pointer: '/input/list/1' },
  { given: `{"a/b":1${'0'.repeat(400)}}`, pointer: '/input/a~1b' },
])('a number beyond the range of a double is refused where it stands: $pointer', async ({ given, pointer }) => {
  const { url } = await runningServer();
  const answer = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${testKeys.acme}`, 'Content-Type': 'application/json' },
    body: `{"type":"demo.batch","input":${given}}`,
  });

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'validation_error', errors: [{ location: 'body', pointer }] });
});

test('text that looks like a huge number is text', async () => {
  const { create } = await runningServer();
  const job = await create({
    type: 'demo.batch',
    input: { items: 0, item_ms: 0 },
    name: '1e400',
    metadata: { n: '9'.repeat(400) },
  });

  expect(job).toMatchObject({ name: '1e400', metadata: { n: '9'.repeat(400) } });
});
