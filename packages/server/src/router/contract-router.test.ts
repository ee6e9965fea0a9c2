import { gzipSync } from 'node:zlib';
import { type ProblemCode, problems } from '@jobwire/contract';
import { RequestValidator as LibraryValidator } from 'express-openapi-validator/dist/middlewares/openapi.request.validator.js';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { type MountedRouter, mountedRouter } from '../test/mounted-router.ts';
import { contractJob, type Received, tinyOperations } from '../test/tiny-operations.ts';
import { notServed, type Operations, type Principal } from './operation-types.ts';

const auth = { Authorization: 'Bearer write' };
const json = { ...auth, 'Content-Type': 'application/json' };
const mebibyte = 1_048_576;

/** A create whose body is `text`. */
function create(text: ExchangeRequest['body'], headers: ExchangeRequest['headers'] = json): ExchangeRequest {
  return { method: 'POST', path: '/v1/jobs', headers, ...(text === undefined ? {} : { body: text }) };
}

function createWith(members: Record<string, unknown>): ExchangeRequest {
  return create(JSON.stringify({ type: 'demo.batch', input: {}, ...members }));
}

function nested(depth: number): string {
  // The object and `input` are the two outermost levels.
  return `{"type":"demo.batch","input":{"a":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`;
}

function ofSize(bytes: number): string {
  const frame = '{"type":"demo.batch","input":{"a":""}}';
  return frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
}

describe.each([{ prefix: '' }, { prefix: '/api/v2' }])('the router mounted at "$prefix"', ({ prefix }) => {
  let router: MountedRouter;
  const received: Received[] = [];

  beforeAll(async () => {
    router = await mountedRouter(tinyOperations(received), { prefix });
  });

  afterEach(() => {
    received.length = 0;
  });

  afterAll(() => router.close());

  describe('refuses in the order of the contract', () => {
    const late = { 'Content-Type': 'text/plain' };
    const tooLarge = 'x'.repeat(mebibyte + 1);
    test.each<{ because: string; given: ExchangeRequest; want: ProblemCode }>([
      {
        because: 'no key goes before everything',
        given: { method: 'PUT', path: '/v1/nothing?x=%zz', headers: late, body: tooLarge },
        want: 'unauthorized',
      },
      {
        because: 'a key that is not valid goes before everything',
        given: { method: 'POST', path: '/v1/jobs', headers: { ...late, Authorization: 'Bearer other' }, body: 'x' },
        want: 'unauthorized',
      },
      {
        because: 'a read-only key goes before an unknown job, the type of the body and its form',
        given: {
          method: 'POST',
          path: '/v1/jobs/job_none/cancel?x=1',
          headers: { ...late, Authorization: 'Bearer read' },
          body: '[',
        },
        want: 'forbidden',
      },
      {
        because: 'a read-only key goes before a malformed id',
        given: { method: 'DELETE', path: '/v1/jobs/not%20an%20id', headers: { Authorization: 'Bearer read' } },
        want: 'forbidden',
      },
      {
        because: 'an undeclared path goes before its method and its body',
        given: { method: 'PATCH', path: '/v1/nothing', headers: { ...auth, ...late }, body: '[' },
        want: 'route_not_found',
      },
      {
        because: 'an undeclared method looks up no job',
        given: { method: 'PUT', path: '/v1/jobs/job_none', headers: { ...auth, ...late }, body: '[' },
        want: 'method_not_allowed',
      },
      {
        because: 'an unknown job goes before the type of the body',
        given: { method: 'POST', path: '/v1/jobs/job_none/cancel', headers: { ...auth, ...late }, body: tooLarge },
        want: 'job_not_found',
      },
      {
        because: 'an unknown job goes before the form of the query',
        given: { path: '/v1/jobs/job_none?include=everything', headers: auth },
        want: 'job_not_found',
      },
      {
        because: 'an unknown job goes before the form of the body',
        given: { method: 'POST', path: '/v1/jobs/job_none/cancel', headers: json, body: '[' },
        want: 'job_not_found',
      },
      {
        because: 'the type of the body goes before its size',
        given: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: { ...auth, ...late }, body: tooLarge },
        want: 'unsupported_media_type',
      },
      {
        because: 'the size of the body goes before its form and that of the query',
        given: { method: 'POST', path: '/v1/jobs/job_1/cancel?x=1', headers: json, body: tooLarge },
        want: 'payload_too_large',
      },
      {
        because: 'the form goes before the state of the job',
        given: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: '{"why":1}' },
        want: 'validation_error',
      },
      {
        because: 'a malformed id is never looked up',
        given: { path: '/v1/jobs/not%20an%20id', headers: auth },
        want: 'validation_error',
      },
      {
        because: 'the state of the job comes last',
        given: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: '{"reason":"why"}' },
        want: 'job_already_terminal',
      },
    ])('$because: $want', async ({ given, want }) => {
      const answer = await router.send(given);

      expect([answer.status, answer.json?.code]).toEqual([problems[want].status, want]);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(answer.json).toMatchObject({
        title: problems[want].title,
        status: problems[want].status,
        instance: prefix + given.path.split('?')[0],
        retryable: problems[want].retryable,
        request_id: answer.headers['x-request-id'],
      });
      if (want !== 'job_already_terminal') expect(received).toEqual([]);
    });
  });

  describe('asks for one valid key (S4)', () => {
    test.each<{ given: string; headers: ExchangeRequest['headers']; status: number }>([
      { given: 'a key', headers: { Authorization: 'Bearer write' }, status: 200 },
      { given: 'the scheme in another case', headers: { Authorization: 'bEARER write' }, status: 200 },
      { given: 'several blanks', headers: { Authorization: 'Bearer   write' }, status: 200 },
      { given: 'no header', headers: {}, status: 401 },
      { given: 'an empty header', headers: { Authorization: '' }, status: 401 },
      { given: 'no key after the scheme', headers: { Authorization: 'Bearer ' }, status: 401 },
      { given: 'another scheme', headers: { Authorization: 'Basic write' }, status: 401 },
      { given: 'the bare key', headers: { Authorization: 'write' }, status: 401 },
      { given: 'two keys', headers: { Authorization: 'Bearer write, Bearer write' }, status: 401 },
      { given: 'more after the key', headers: { Authorization: 'Bearer write x' }, status: 401 },
      { given: 'another key', headers: { Authorization: 'Bearer nobody' }, status: 401 },
      {
        given: 'two equal headers',
        headers: [
          ['Authorization', 'Bearer write'],
          ['Authorization', 'Bearer write'],
        ],
        status: 401,
      },
      {
        given: 'two headers that disagree',
        headers: [
          ['Authorization', 'Bearer write'],
          ['authorization', 'Bearer nobody'],
        ],
        status: 401,
      },
      { given: 'the key in another header', headers: { 'X-Api-Key': 'write', Cookie: 'key=write' }, status: 401 },
    ])('$given: $status', async ({ headers, status }) => {
      const answer = await router.send({ path: '/v1/jobs/job_1', ...(headers === undefined ? {} : { headers }) });

      expect(answer.status).toBe(status);
      expect(answer.headers['www-authenticate']?.startsWith('Bearer')).toBe(status === 401 ? true : undefined);
    });

    test.each(['key', 'api_key', 'access_token', 'token', 'authorization'])(
      'a key in the query parameter %s counts for nothing',
      async (name) => {
        expect((await router.send({ path: `/v1/jobs/job_1?${name}=write` })).status).toBe(401);
        expect((await router.send({ path: `/v1/jobs/job_1?${name}=write`, headers: auth })).status).toBe(400);
      },
    );

    test('a read-only key reads', async () => {
      const headers = { Authorization: 'Bearer read' };
      for (const path of ['/v1/jobs', '/v1/jobs/job_1', '/v1/jobs/job_1/results', '/v1/jobs/job_1/events']) {
        expect([path, (await router.send({ path, headers })).status]).toEqual([path, 200]);
      }
    });

    test.each([
      { method: 'POST', path: '/v1/jobs' },
      { method: 'POST', path: '/v1/jobs/cancel' },
      { method: 'POST', path: '/v1/jobs/job_1/cancel' },
      { method: 'DELETE', path: '/v1/jobs/job_1' },
    ])('a read-only key does not write: $method $path', async (given) => {
      expect(await router.send({ ...given, headers: { Authorization: 'Bearer read' } })).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      });
    });
  });

  describe('knows its paths exactly', () => {
    test.each([
      '/v1/',
      '/v1/job',
      '/v1/jobs/',
      '/v1/Jobs',
      '/V1/jobs',
      '/v1//jobs',
      '/v1/jobs//cancel',
      '/v1/jobs/job_1/',
      '/v1/jobs/job_1/cancel/',
      '/v1/jobs/job_1/cancel/now',
      '/v1/jobs/job_1/Results',
      '/v1/jobs/job_1/../job_1',
      '/v1/jobs/job_1%2Fcancel%2F/x/y',
      '/v1/capabilities/x',
      '/v1/__proto__',
      '/v1/constructor',
    ])('%s is not one of them', async (path) => {
      const answer = await router.send({ path, headers: auth });

      expect(answer.status).toBe(404);
      if (path.startsWith('/v1/')) expect(answer.json.code).toBe('route_not_found');
    });

    test.each<{ method: string; path: string; allow: string }>([
      { method: 'PUT', path: '/v1/jobs', allow: 'POST, GET, HEAD' },
      { method: 'DELETE', path: '/v1/jobs', allow: 'POST, GET, HEAD' },
      { method: 'GET', path: '/v1/jobs/cancel', allow: 'POST' },
      { method: 'HEAD', path: '/v1/jobs/cancel', allow: 'POST' },
      { method: 'DELETE', path: '/v1/jobs/cancel', allow: 'POST' },
      { method: 'POST', path: '/v1/jobs/job_1', allow: 'GET, HEAD, DELETE' },
      { method: 'PATCH', path: '/v1/jobs/job_1', allow: 'GET, HEAD, DELETE' },
      { method: 'GET', path: '/v1/jobs/job_1/cancel', allow: 'POST' },
      { method: 'POST', path: '/v1/jobs/job_1/results', allow: 'GET, HEAD' },
      { method: 'OPTIONS', path: '/v1/capabilities', allow: 'GET, HEAD' },
      { method: 'TRACE', path: '/v1/capabilities', allow: 'GET, HEAD' },
      { method: 'PROPFIND', path: '/v1/capabilities', allow: 'GET, HEAD' },
    ])('$method $path is 405 with the methods that there are', async ({ method, path, allow }) => {
      const answer = await router.send({ method, path, headers: auth });

      expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
      if (method !== 'HEAD') expect(answer.json.code).toBe('method_not_allowed');
      expect(received).toEqual([]);
    });

    test('no header overrides the method', async () => {
      const headers = { ...auth, 'X-HTTP-Method-Override': 'DELETE', 'X-HTTP-Method': 'DELETE' };
      await router.send({ path: '/v1/jobs/job_1', headers });

      expect(received.map(({ operation }) => operation)).toEqual(['getJob']);
    });

    test.each(['/v1/jobs', '/v1/jobs/job_1', '/v1/jobs/job_1/results', '/v1/jobs/job_none', '/v1/nothing'])(
      'HEAD %s answers as GET, without the body',
      async (path) => {
        const headers = { ...auth, 'X-Request-Id': 'same' };
        const got = await router.send({ path, headers });
        const head = await router.send({ method: 'HEAD', path, headers });

        const { date: _, ...gotHeaders } = got.headers;
        const { date: __, ...headHeaders } = head.headers;
        // The detail of a refusal names the method.
        if (path === '/v1/nothing') delete (gotHeaders as Record<string, unknown>)['content-length'];
        if (path === '/v1/nothing') delete (headHeaders as Record<string, unknown>)['content-length'];
        expect([head.status, head.text, headHeaders]).toEqual([got.status, '', gotHeaders]);
      },
    );

    test('a percent-encoded id is the same id', async () => {
      expect((await router.send({ path: '/v1/jobs/job%5F1', headers: auth })).status).toBe(200);
      expect(received[0]?.path).toEqual({ job_id: 'job_1' });
    });

    test.each(['%zz', 'a%00', '%C0%80', 'a.b', 'é', '%F0%9F%98%80', 'x'.repeat(65), '%2e%2e', 'a%2Fb', '{job_id}'])(
      'the id %s is malformed',
      async (id) => {
        const answer = await router.send({ path: `/v1/jobs/${encodeURI(id).replaceAll('%25', '%')}`, headers: auth });

        expect([answer.status, answer.json.code]).toEqual([400, 'validation_error']);
        expect(received).toEqual([]);
      },
    );

    test('what lies beside it belongs to the app', async () => {
      if (prefix === '') expect((await router.send({ path: '/own' })).text).toBe('a route of the app');
      expect((await router.send({ path: '/v2/jobs' })).headers['x-request-id']).toBeUndefined();
    });
  });

  describe('reads bodies', () => {
    test.each<{ given: string; request: ExchangeRequest; want: unknown }>([
      { given: 'no body', request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: auth }, want: undefined },
      {
        given: 'an empty body with a JSON content type',
        request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: '' },
        want: undefined,
      },
      {
        given: 'an empty body in pieces',
        request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: [] },
        want: undefined,
      },
      {
        given: 'an empty object',
        request: { method: 'POST', path: '/v1/jobs/job_1/cancel', headers: json, body: '{}' },
        want: {},
      },
      {
        given: 'a reason of 500 characters beyond the basic plane',
        request: {
          method: 'POST',
          path: '/v1/jobs/job_1/cancel',
          headers: json,
          body: JSON.stringify({ reason: '😀'.repeat(500) }),
        },
        want: { reason: '😀'.repeat(500) },
      },
    ])('of a cancel: $given', async ({ request, want }) => {
      expect((await router.send(request)).json.code).toBe('job_already_terminal');
      expect(received[0]?.body).toEqual(want);
    });

    test.each<{ given: string; body: string | Uint8Array; want: ProblemCode }>([
      { given: 'nothing but an opening brace', body: '{', want: 'malformed_json' },
      { given: 'a trailing comma', body: '{"type":"demo.batch","input":{},}', want: 'malformed_json' },
      { given: 'single quotes', body: "{'type':'demo.batch'}", want: 'malformed_json' },
      { given: 'two values', body: '{} {}', want: 'malformed_json' },
      { given: 'NaN', body: '{"input":{"n":NaN}}', want: 'malformed_json' },
      { given: 'blanks only', body: '   ', want: 'malformed_json' },
      { given: 'a raw NUL', body: '{"type":"demo.batch","input":{"a":"\0"}}', want: 'malformed_json' },
      { given: 'invalid UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), want: 'malformed_json' },
      { given: 'a surrogate in UTF-8', body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), want: 'malformed_json' },
      { given: 'UTF-16', body: Buffer.from('{}', 'utf16le'), want: 'malformed_json' },
      { given: 'an escaped NUL', body: '{"type":"demo.batch","input":{"a":"\\u0000"}}', want: 'validation_error' },
      {
        given: 'an escaped NUL in a key',
        body: '{"type":"demo.batch","input":{"\\u0000":1}}',
        want: 'validation_error',
      },
      { given: 'a lone surrogate', body: '{"type":"demo.batch","input":{"a":["\\ud800"]}}', want: 'validation_error' },
      {
        given: 'a lone surrogate in a key',
        body: '{"type":"demo.batch","input":{"\\udc00":1}}',
        want: 'validation_error',
      },
      { given: 'a string', body: '"text"', want: 'validation_error' },
      { given: 'an empty string', body: '""', want: 'validation_error' },
      { given: 'a number', body: '0', want: 'validation_error' },
      { given: 'false', body: 'false', want: 'validation_error' },
      { given: 'null', body: 'null', want: 'validation_error' },
      { given: 'a list', body: '[]', want: 'validation_error' },
      { given: '33 levels', body: nested(33), want: 'validation_error' },
      { given: '10,000 levels', body: nested(10_000), want: 'validation_error' },
      { given: '500,000 levels that never close', body: '['.repeat(500_000), want: 'validation_error' },
    ])('and refuses $given: $want', async ({ body, want }) => {
      for (const request of [
        create(body),
        { ...create(body), path: '/v1/jobs/job_1/cancel' },
        { ...create(body), path: '/v1/jobs/cancel' },
      ]) {
        const answer = await router.send(request);
        expect([request.path, answer.status, answer.json.code]).toEqual([request.path, 400, want]);
      }
      expect(received).toEqual([]);
    });

    test.each<{ given: string; want: { status: number; pointer?: string } }>([
      { given: '{}', want: { status: 400, pointer: '/type' } },
      { given: '{"type":"demo.batch"}', want: { status: 400, pointer: '/input' } },
      { given: '{"type":"Demo","input":{}}', want: { status: 400, pointer: '/type' } },
      { given: '{"type":"demo.batch\\n","input":{}}', want: { status: 400, pointer: '/type' } },
      { given: '{"type":"demo.batch","input":[]}', want: { status: 400, pointer: '/input' } },
      { given: '{"type":"demo.batch","input":{},"id":"job_x"}', want: { status: 400, pointer: '/id' } },
      { given: '{"type":"demo.batch","input":{},"status":"completed"}', want: { status: 400, pointer: '/status' } },
      { given: '{"type":"demo.batch","input":{},"organization_id":"x"}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"__proto__":{"a":1}}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"constructor":1}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"priority":"5"}', want: { status: 400, pointer: '/priority' } },
      { given: '{"type":"demo.batch","input":{},"priority":10}', want: { status: 400, pointer: '/priority' } },
      { given: '{"type":"demo.batch","input":{},"priority":1.5}', want: { status: 400, pointer: '/priority' } },
      { given: '{"type":"demo.batch","input":{},"name":null}', want: { status: 400, pointer: '/name' } },
      { given: '{"type":"demo.batch","input":{},"metadata":{"a":1}}', want: { status: 400, pointer: '/metadata/a' } },
      { given: '{"type":"demo.batch","input":{},"metadata":{"":"a"}}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"scheduled_for":"tomorrow"}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"timeout_seconds":0}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"timeout_seconds":604801}', want: { status: 400 } },
      { given: '{"type":"demo.batch","input":{},"max_attempts":21}', want: { status: 400 } },
      { given: '{"type":"other","type":"demo.batch","input":1,"input":{}}', want: { status: 201 } },
      { given: '\ufeff{"type":"demo.batch","input":{}}', want: { status: 201 } },
    ])('of a create, as its schema says: $given', async ({ given, want }) => {
      const answer = await router.send(create(given));

      expect(answer.status).toBe(want.status);
      if (want.status === 201) return;
      expect(answer.json.code).toBe('validation_error');
      expect(answer.json.errors[0].location).toBe('body');
      if (want.pointer !== undefined) expect(answer.json.errors[0].pointer).toBe(want.pointer);
    });

    test('lengths count Unicode code points', async () => {
      expect((await router.send(createWith({ name: '😀'.repeat(200) }))).status).toBe(201);
      expect((await router.send(createWith({ name: '😀'.repeat(201) }))).status).toBe(400);
      expect((await router.send(createWith({ metadata: { ['😀'.repeat(64)]: '😀'.repeat(512) } }))).status).toBe(201);
      expect((await router.send(createWith({ metadata: { ['😀'.repeat(65)]: '' } }))).status).toBe(400);
    });

    test('16 pairs of metadata are accepted, 17 are not', async () => {
      const pairs = (count: number) =>
        Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']));

      expect((await router.send(createWith({ metadata: pairs(16) }))).status).toBe(201);
      expect((await router.send(createWith({ metadata: pairs(17) }))).status).toBe(400);
    });

    test('keys such as __proto__ are data and come back unchanged', async () => {
      const input = '{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}},"toString":"c"}';
      const metadata = '{"__proto__":"a","constructor":"b","hasOwnProperty":"c"}';
      const answer = await router.send(create(`{"type":"demo.batch","input":${input},"metadata":${metadata}}`));

      expect(answer.status).toBe(201);
      expect(answer.text).toContain(`"input":${input}`);
      expect(answer.text).toContain(`"metadata":${metadata}`);
      expect(({} as Record<string, unknown>).a).toBeUndefined();
    });

    test('text comes back as it was sent, without normalization', async () => {
      const text = 'e\u0301 \u00e9 \u0001 \u2028 😀 "\\/';

      expect((await router.send(createWith({ input: { text } }))).json.input.text).toBe(text);
    });

    test('32 levels are accepted', async () => {
      expect((await router.send(create(nested(32)))).status).toBe(201);
    });

    test('brackets in strings are no levels', async () => {
      expect((await router.send(createWith({ input: { a: '[{'.repeat(100), b: '\\"[' } }))).status).toBe(201);
    });

    test.each<{ given: string; request: ExchangeRequest; status: number }>([
      { given: 'of 1 MiB', request: create(ofSize(mebibyte)), status: 201 },
      { given: 'of one byte more', request: create(ofSize(mebibyte + 1)), status: 413 },
      { given: 'of 1 MiB in pieces without a length', request: create([ofSize(mebibyte)]), status: 201 },
      { given: 'of one byte more in pieces', request: create([ofSize(mebibyte + 1)]), status: 413 },
      {
        given: 'that grows to 1 MiB',
        request: create(gzipSync(ofSize(mebibyte)), { ...json, 'Content-Encoding': 'gzip' }),
        status: 201,
      },
      {
        given: 'that grows to one byte more',
        request: create(gzipSync(ofSize(mebibyte + 1)), { ...json, 'Content-Encoding': 'gzip' }),
        status: 413,
      },
      {
        given: 'that grows to 100 MiB',
        request: create(gzipSync(Buffer.alloc(100 * mebibyte)), { ...json, 'Content-Encoding': 'gzip' }),
        status: 413,
      },
      {
        given: 'that is not what its coding says',
        request: create('{}', { ...json, 'Content-Encoding': 'gzip' }),
        status: 400,
      },
      { given: 'in an unknown coding', request: create('{}', { ...json, 'Content-Encoding': 'zstd-9' }), status: 415 },
    ])('a body $given answers $status', async ({ request, status }) => {
      const answer = await router.send(request);

      expect(answer.status).toBe(status);
      if (status === 413) expect(answer.json.code).toBe('payload_too_large');
    });

    test.each<{ given: string | null; status: number }>([
      { given: 'application/json', status: 201 },
      { given: 'application/json; charset=utf-8', status: 201 },
      { given: 'application/json;charset=latin1', status: 201 },
      { given: 'APPLICATION/JSON ; x="y"', status: 201 },
      { given: 'application/json;', status: 201 },
      { given: null, status: 415 },
      { given: '', status: 415 },
      { given: 'text/plain', status: 415 },
      { given: 'application/x-www-form-urlencoded', status: 415 },
      { given: 'multipart/form-data; boundary=x', status: 415 },
      { given: 'application/problem+json', status: 415 },
      { given: 'application/jsonp', status: 415 },
      { given: 'application/*', status: 415 },
      { given: 'application/json, text/plain', status: 415 },
    ])('a body of type $given answers $status', async ({ given, status }) => {
      const headers = given === null ? auth : { ...auth, 'Content-Type': given };
      const answer = await router.send(create('{"type":"demo.batch","input":{}}', headers));

      expect(answer.status).toBe(status);
      if (status === 415) expect(answer.json.code).toBe('unsupported_media_type');
    });

    test('a create without a body is refused for what is missing', async () => {
      for (const request of [create(undefined, auth), create(undefined), create(''), create([])]) {
        expect(await router.send(request)).toMatchObject({ status: 400, json: { code: 'validation_error' } });
      }
    });

    test('a body where none is declared is not looked at', async () => {
      const answer = await router.send({
        path: '/v1/jobs/job_1',
        headers: { ...auth, 'Content-Type': 'x' },
        body: '[',
      });

      expect(answer.status).toBe(200);
    });

    test('300 spellings of the content type do not make the validator grow', async () => {
      const built = vi.spyOn(
        LibraryValidator.prototype as unknown as { buildMiddleware: () => unknown },
        'buildMiddleware',
      );
      try {
        for (let index = 0; index < 100; index += 1) {
          for (const spelling of [
            `application/json; v=${index}`,
            `application/json;v="${index}"; q=1`,
            `text/x-${index}`,
          ]) {
            await router.send(create('{"type":"demo.batch","input":{}}', { ...auth, 'Content-Type': spelling }));
            const headers = { ...auth, 'Content-Type': spelling };
            await router.send({ path: '/v1/jobs?limit=1', headers });
            await router.send({ method: 'POST', path: '/v1/jobs/job_1/cancel', headers });
          }
        }
        // A cancel without a body is the only one that is not warmed up.
        expect(built.mock.calls.length).toBeLessThanOrEqual(1);
        expect(received.filter(({ operation }) => operation === 'createJob')).toHaveLength(200);
      } finally {
        built.mockRestore();
      }
    });
  });

  describe('reads queries', () => {
    test.each<{ given: string; want: unknown }>([
      { given: '', want: {} },
      { given: '&&', want: {} },
      { given: 'limit=5', want: { limit: 5 } },
      { given: 'status=queued', want: { status: ['queued'] } },
      { given: 'status=queued&status=running', want: { status: ['queued', 'running'] } },
      { given: 'order=asc&type=demo.batch', want: { order: 'asc', type: 'demo.batch' } },
      { given: 'metadata[team]=red', want: { metadata: { team: 'red' } } },
      { given: 'metadata%5Bteam%5D=red&metadata[size]=', want: { metadata: { team: 'red', size: '' } } },
      { given: 'metadata[a%26b]=c%2Bd', want: { metadata: { 'a&b': 'c+d' } } },
      { given: 'metadata[a+b]=c+d', want: { metadata: { 'a b': 'c d' } } },
      { given: 'metadata[a%2526]=%2525', want: { metadata: { 'a%26': '%25' } } },
      { given: 'metadata[a[b]]=1', want: { metadata: { 'a[b]': '1' } } },
      { given: 'metadata[a=b]=1', want: null },
      { given: 'metadata[a%3Db]=1=2', want: { metadata: { 'a=b': '1=2' } } },
      { given: 'created_after=2026-01-01T00:00:00Z', want: { created_after: '2026-01-01T00:00:00Z' } },
      { given: 'created_after=2026-01-01T00:00:00%2B01:00', want: { created_after: '2026-01-01T00:00:00+01:00' } },
      { given: 'created_after=2026-01-01T00:00:00+01:00', want: null },
      { given: 'limit=5&limit=5', want: null },
      { given: 'order=asc&order=desc', want: null },
      { given: 'status=queued&status=queued', want: null },
      { given: 'metadata[team]=red&metadata[team]=blue', want: null },
      { given: 'metadata=red', want: null },
      { given: 'metadata[]=red', want: null },
      { given: 'metadata[=red', want: null },
      { given: 'limit[a]=5', want: null },
      { given: 'status[]=queued', want: null },
      { given: 'unknown=1', want: null },
      { given: 'Limit=5', want: null },
      { given: '__proto__=1', want: null },
      { given: '__proto__[a]=1', want: null },
      { given: 'limit=0', want: null },
      { given: 'limit=101', want: null },
      { given: 'limit=-1', want: null },
      { given: 'limit=1e9', want: null },
      { given: 'limit=NaN', want: null },
      { given: 'limit=1.5', want: null },
      { given: 'limit=', want: null },
      { given: 'limit', want: null },
      { given: 'status=', want: null },
      { given: 'status=queued,running', want: null },
      { given: 'status=done', want: null },
      { given: 'order=up', want: null },
      { given: 'type=Demo', want: null },
      { given: 'cursor=', want: null },
      { given: `cursor=${'x'.repeat(2049)}`, want: null },
      { given: 'created_after=yesterday', want: null },
      { given: 'type=%zz', want: null },
      { given: 'type=%C0%80', want: null },
      { given: '%=1', want: null },
      { given: 'cursor=a%00', want: null },
      { given: 'metadata[%00]=1', want: null },
    ])('"$given" as $want', async ({ given, want }) => {
      const answer = await router.send({ path: `/v1/jobs${given === '' ? '' : `?${given}`}`, headers: auth });

      if (want === null) expect([answer.status, answer.json.code]).toEqual([400, 'validation_error']);
      else expect([answer.status, withoutDefaults(received[0]?.query)]).toEqual([200, want]);
      if (want === null) expect(received).toEqual([]);
    });

    test('keys of metadata such as __proto__ are data', async () => {
      await router.send({ path: '/v1/jobs?metadata[__proto__]=a&metadata[constructor]=b', headers: auth });

      const { metadata } = (received[0]?.query ?? {}) as { metadata?: object };
      expect(JSON.stringify(metadata)).toBe('{"__proto__":"a","constructor":"b"}');
    });

    test('the limits of metadata hold in a filter too', async () => {
      const pairs = (count: number) => Array.from({ length: count }, (_, index) => `metadata[k${index}]=v`).join('&');

      expect((await router.send({ path: `/v1/jobs?${pairs(16)}`, headers: auth })).status).toBe(200);
      expect((await router.send({ path: `/v1/jobs?${pairs(17)}`, headers: auth })).status).toBe(400);
      const long = `metadata[${'k'.repeat(65)}]=v`;
      expect((await router.send({ path: `/v1/jobs?${long}`, headers: auth })).status).toBe(400);
    });

    test('an operation without parameters takes none', async () => {
      expect((await router.send({ path: '/v1/capabilities?a=1', headers: auth })).json.code).toBe('validation_error');
      const cancel = { method: 'POST', path: '/v1/jobs/job_1/cancel?reason=x', headers: auth };
      expect((await router.send(cancel)).json.code).toBe('validation_error');
    });
  });

  describe('puts on every answer', () => {
    const requests: ExchangeRequest[] = [
      { path: '/v1/jobs/job_1', headers: auth },
      createWith({}),
      { path: '/v1/jobs/job_none', headers: auth },
      { path: '/v1/nothing', headers: auth },
      { path: '/v1/jobs', headers: {} },
      { method: 'PUT', path: '/v1/jobs', headers: auth },
      { path: '/v1/capabilities', headers: auth },
    ];

    test('the request id that the caller gave', async () => {
      for (const request of requests) {
        const headers = { ...(request.headers as object), 'X-Request-Id': 'My.own_id-1' };
        const answer = await router.send({ ...request, headers });
        expect(answer.headers['x-request-id']).toBe('My.own_id-1');
        if (answer.status >= 400) expect(answer.json.request_id).toBe('My.own_id-1');
      }
    });

    test.each<{ given: string | undefined; echoed: boolean }>([
      { given: 'x'.repeat(128), echoed: true },
      { given: 'x'.repeat(129), echoed: false },
      { given: '', echoed: false },
      { given: 'a b', echoed: false },
      { given: 'é', echoed: false },
      { given: '<script>', echoed: false },
      { given: undefined, echoed: false },
    ])('a request id of its own unless $given is one: $echoed', async ({ given, echoed }) => {
      const headers = given === undefined ? auth : { ...auth, 'X-Request-Id': given };
      const [first, second] = [
        await router.send({ path: '/v1/jobs/job_1', headers }),
        await router.send({ path: '/v1/jobs/job_1', headers }),
      ];

      if (echoed) expect(first.headers['x-request-id']).toBe(given);
      else {
        expect(first.headers['x-request-id']).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
        expect(first.headers['x-request-id']).not.toBe(second.headers['x-request-id']);
      }
      expect(received[0]?.requestId).toBe(first.headers['x-request-id']);
    });

    test('that it is not to be stored or guessed at', async () => {
      for (const request of requests) {
        expect((await router.send(request)).headers).toMatchObject({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        });
      }
    });
  });

  test('a header that is declared reaches the handler under its own name', async () => {
    const headers = { ...auth, 'if-none-match': '"7"', prefer: 'wait=1' };
    await router.send({ path: '/v1/jobs/job_1', headers });

    expect(received[0]?.headers).toEqual({ 'If-None-Match': '"7"', Prefer: 'wait=1' });
  });

  test('an idempotency key is checked as its schema says', async () => {
    const withKey = (key: string) => ({ ...createWith({}), headers: { ...json, 'Idempotency-Key': key } });

    expect((await router.send(withKey('k'.repeat(255)))).status).toBe(201);
    expect(await router.send(withKey('k'.repeat(256)))).toMatchObject({
      status: 400,
      json: { code: 'validation_error' },
    });
    expect(await router.send(withKey(''))).toMatchObject({ status: 400, json: { code: 'validation_error' } });
  });

  test('a problem of a handler has the job inside', async () => {
    const answer = await router.send({ method: 'POST', path: '/v1/jobs/job_1/cancel', headers: auth });

    expect(answer).toMatchObject({ status: 409, json: { job: { id: 'job_1', status: 'completed' } } });
  });
});

/** Members that the schema itself fills in are no concern of the test. */
function withoutDefaults(query: unknown): unknown {
  const { order, limit, ...rest } = query as Record<string, unknown>;
  return { ...rest, ...(order === 'asc' ? { order } : {}), ...(limit === 20 || limit === undefined ? {} : { limit }) };
}

describe('a handler that answers against the contract', () => {
  const reported: unknown[] = [];
  const onError = (error: unknown) => reported.push(error);

  afterEach(() => {
    reported.length = 0;
  });

  function operationsWith(wrong: { [Id in keyof Operations<Principal>]?: unknown }): Operations<Principal> {
    return { ...tinyOperations(), ...(wrong as Partial<Operations<Principal>>) };
  }

  const good = { status: 200, headers: { ETag: '"1"' }, body: contractJob() };
  test.each<{ given: string; answer: unknown; fault: RegExp }>([
    { given: 'an undeclared status', answer: { ...good, status: 202 }, fault: /getJob declares no status 202/ },
    { given: 'a member too few', answer: { ...good, body: { ...contractJob(), status: undefined } }, fault: /status/ },
    {
      given: 'a wrong status of the job',
      answer: { ...good, body: contractJob({ status: 'done' as never }) },
      fault: /status/,
    },
    {
      given: 'a time that is none',
      answer: { ...good, body: contractJob({ created_at: 'now' }) },
      fault: /created_at/,
    },
    { given: 'no body', answer: { status: 200, headers: { ETag: '"1"' } }, fault: /body is missing/ },
    { given: 'a header too few', answer: { status: 200, body: contractJob() }, fault: /header ETag is missing/i },
    { given: 'a body on 304', answer: { ...good, status: 304 }, fault: /304/ },
    { given: 'a problem as a value', answer: { status: 404, body: { code: 'job_not_found' } }, fault: /body at/ },
  ])('$given is a 500 in mode `all`, and told to the operator', async ({ answer, fault }) => {
    const router = await mountedRouter(operationsWith({ getJob: () => answer }), { onError });
    const { status, json } = await router.send({ path: '/v1/jobs/job_1', headers: auth });
    await router.close();

    expect([status, json.code]).toEqual([500, 'internal_error']);
    expect(String(reported[0])).toMatch(fault);
    expect(json.detail).not.toMatch(fault);
  });

  test('is let through in mode `off`', async () => {
    const router = await mountedRouter(operationsWith({ getJob: () => ({ ...good, status: 202 }) }), {
      checkResponses: 'off',
      onError,
    });
    const { status } = await router.send({ path: '/v1/jobs/job_1', headers: auth });
    await router.close();

    expect([status, reported]).toEqual([202, []]);
  });

  test.each<{ given: string; thrown: () => unknown }>([
    { given: 'an error', thrown: () => new Error('secret of the database at /srv/db') },
    { given: 'a text', thrown: () => 'secret' },
    { given: 'undefined', thrown: () => undefined },
    {
      given: 'an error with a status',
      thrown: () => Object.assign(new Error('secret'), { status: 400, statusCode: 400 }),
    },
  ])('by throwing $given is a 500 without a stack, and told to the operator', async ({ thrown }) => {
    for (const sync of [true, false]) {
      const getJob = sync
        ? () => {
            throw thrown();
          }
        : async () => {
            throw thrown();
          };
      const router = await mountedRouter(operationsWith({ getJob }), { onError });
      const { status, json, text } = await router.send({ path: '/v1/jobs/job_1', headers: auth });
      await router.close();

      expect([status, json.code, json.retryable]).toEqual([500, 'internal_error', true]);
      expect(text).not.toMatch(/secret|\bat \S+:\d+|node_modules/);
      expect(reported).toHaveLength(1);
      reported.length = 0;
    }
  });

  test('that fails to authenticate is a 500 too', async () => {
    const authenticate = () => Promise.reject(new Error('secret'));
    const router = await mountedRouter(tinyOperations(), { onError, authenticate });
    const { status, json } = await router.send({ path: '/v1/jobs/job_1', headers: auth });
    await router.close();

    expect([status, json.code, reported.length]).toEqual([500, 'internal_error', 1]);
  });
});

describe('an operation that is not served', () => {
  test('is route_not_found, as if its path were not there', async () => {
    const router = await mountedRouter({ ...tinyOperations(), listJobs: notServed, deleteJob: notServed });
    const list = await router.send({ path: '/v1/jobs?x=%zz', headers: auth });
    const deletion = await router.send({ method: 'DELETE', path: '/v1/jobs/job_1', headers: auth });
    const readOnly = await router.send({
      method: 'DELETE',
      path: '/v1/jobs/job_1',
      headers: { Authorization: 'Bearer read' },
    });
    await router.close();

    expect([list.json.code, deletion.json.code, readOnly.json.code]).toEqual([
      'route_not_found',
      'route_not_found',
      'forbidden',
    ]);
  });
});

describe('without a look-up of jobs', () => {
  test('a request is refused for its form at once', async () => {
    const router = await mountedRouter(tinyOperations(), { jobExists: undefined as never });
    const answer = await router.send({ path: '/v1/jobs/job_none?x=1', headers: auth });
    await router.close();

    expect(answer.json.code).toBe('validation_error');
  });
});
