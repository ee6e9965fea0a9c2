import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MountedRouter, mountedRouter } from '../test/mounted-router.ts';
import { type Received, tinyOperations } from '../test/tiny-operations.ts';

const auth = { Authorization: 'Bearer write' };
const json = { ...auth, 'Content-Type': 'application/json' };
const received: Received[] = [];
let router: MountedRouter;

beforeAll(async () => {
  router = await mountedRouter(tinyOperations(received));
});

afterAll(() => router.close());

describe('an integer', () => {
  test.each(['0x10', '1e1', '0b11', '+5', ' 5', '5.0', '٣', '', 'Infinity'])('is not written as "%s"', async (text) => {
    const answer = await router.send({ path: `/v1/jobs?limit=${encodeURIComponent(text)}`, headers: auth });
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_error' } });
    expect(answer.json.errors).toMatchObject([{ location: 'query', name: 'limit' }]);
  });

  test.each(['0', '-1', '1000000000', '101', '99999999999999999999'])(
    'is within its bounds, which %s is not (S11)',
    async (text) => {
      const answer = await router.send({ path: `/v1/jobs?limit=${text}`, headers: auth });
      expect(answer).toMatchObject({ status: 400, json: { code: 'validation_error' } });
    },
  );

  test('in a header is decimal too', async () => {
    const events = (id: string) =>
      router.send({ path: '/v1/jobs/job_1/events', headers: { ...auth, 'Last-Event-ID': id } });
    expect((await events('0x2')).status).toBe(400);
    expect((await events('1e0')).status).toBe(400);
    expect((await events('2')).status).toBe(200);
  });
});

describe('a media type that no answer has', () => {
  const events = (path: string) => router.send({ path, headers: { ...auth, Accept: 'text/html' } });

  test('is 406 before a parameter is 400, and after an unknown job is 404', async () => {
    expect((await events('/v1/jobs/job_1/events?limit=0')).json.code).toBe('not_acceptable');
    expect((await events('/v1/jobs/job_1/events')).json.code).toBe('not_acceptable');
    expect((await events('/v1/jobs/job_2/events?limit=0')).json.code).toBe('job_not_found');
    expect((await events('/v1/jobs/a.b/events')).json.code).toBe('not_acceptable');
  });

  test('does not matter to an operation that has one form', async () => {
    expect((await events('/v1/jobs/job_1')).status).toBe(200);
  });
});

describe('a body in pieces without a media type', () => {
  const cancel = (body: string[]) =>
    router.send({ method: 'POST', path: '/v1/jobs/job_1/cancel', headers: auth, body });

  test('is no body when it turns out to be empty', async () => {
    // The one job of this backend has ended, which is known only once the body was accepted.
    expect((await cancel([])).json.code).toBe('job_already_terminal');
  });

  test('is 415 when there is anything in it', async () => {
    expect((await cancel(['{', '}'])).json.code).toBe('unsupported_media_type');
  });

  test('is missing where a body is required', async () => {
    const answer = await router.send({ method: 'POST', path: '/v1/jobs', headers: auth, body: [] });
    expect(answer.json).toMatchObject({ code: 'validation_error', detail: expect.stringContaining('missing') });
  });
});

test('two idempotency keys are no key', async () => {
  received.length = 0;
  const headers = [...Object.entries(json), ['Idempotency-Key', 'one'], ['idempotency-key', 'two']] as const;
  const body = '{"type":"demo.batch","input":{}}';
  const answer = await router.send({ method: 'POST', path: '/v1/jobs', headers, body });
  expect(answer).toMatchObject({ status: 400, json: { code: 'validation_error' } });
  expect(received).toEqual([]);
});

test.each([
  'http://127.0.0.1/v1/jobs/job_1',
  'HTTPS://other.example:99/v1/jobs/job_1',
  'http://user@host/v1/jobs/job_1',
])('a target that names the server, %s, is the path behind it', async (path) => {
  expect((await router.send({ path, headers: auth })).json.id).toBe('job_1');
});

test('a problem about a target that names the server is about its path', async () => {
  const { json: problem } = await router.send({ path: 'http://127.0.0.1/v1/nothing', headers: auth });
  expect(problem).toMatchObject({ code: 'route_not_found', instance: '/v1/nothing' });
});

describe('a limit on requests', () => {
  test('may be asked of something that takes its time, and goes before every other refusal but 401', async () => {
    const asked: string[] = [];
    const limited = await mountedRouter(tinyOperations(received), {
      limitRate: async ({ access }) => {
        asked.push(access);
        const retryAfterSeconds = access === 'read' ? 7 : null;
        return { rateLimit: '"own";r=0;t=7', rateLimitPolicy: '"own";q=1;w=7', retryAfterSeconds };
      },
    });
    const refused = await limited.send({ method: 'PUT', path: '/v1/x', headers: { Authorization: 'Bearer read' } });
    const allowed = await limited.send({ path: '/v1/jobs/job_1', headers: auth });
    const anonymous = await limited.send({ path: '/v1/jobs/job_1' });
    await limited.close();

    expect(refused).toMatchObject({ status: 429, json: { code: 'rate_limited' } });
    expect(refused.headers).toMatchObject({ 'retry-after': '7', ratelimit: '"own";r=0;t=7' });
    expect([allowed.status, allowed.headers['ratelimit-policy']]).toEqual([200, '"own";q=1;w=7']);
    expect([anonymous.status, anonymous.headers.ratelimit]).toEqual([401, undefined]);
    expect(asked).toEqual(['read', 'write']);
  });
});

describe('a body that is too large', () => {
  const mebibyte = 1_048_576;

  test('is 413 before it has ended, if it ever does (S10)', async () => {
    const head = `POST /v1/jobs HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer write\r\nContent-Type: application/json\r\n`;
    for (const framing of [
      `Content-Length: ${mebibyte + 1}\r\n\r\n{`,
      `Transfer-Encoding: chunked\r\n\r\n200000\r\n${'x'.repeat(mebibyte + 1)}`,
    ]) {
      expect(await firstLine(head + framing)).toBe('HTTP/1.1 413 Payload Too Large');
    }
  });

  test.each<{ given: string; body: string | Uint8Array | string[]; headers?: Record<string, string>; want: number }>([
    { given: 'one byte too many', body: sized(mebibyte + 1), want: 413 },
    { given: 'one byte too many, in pieces', body: [sized(mebibyte), ' '], want: 413 },
    { given: 'the largest that fits', body: sized(mebibyte), want: 201 },
    {
      given: '100 MB of zeros in 100 KB',
      body: gzipSync(Buffer.alloc(100_000_000)),
      headers: { 'Content-Encoding': 'gzip' },
      want: 413,
    },
    { given: '10,000 levels', body: '['.repeat(10_000) + ']'.repeat(10_000), want: 400 },
    {
      given: 'a name of 1 MB',
      body: JSON.stringify({ type: 'demo.batch', input: {}, name: 'x'.repeat(1e6) }),
      want: 400,
    },
    {
      given: '70,000 unknown members',
      body: JSON.stringify({ type: 'demo.batch', input: {}, ...members(70_000) }),
      want: 400,
    },
    {
      given: '70,000 metadata pairs',
      body: JSON.stringify({ type: 'demo.batch', input: {}, metadata: members(70_000) }),
      want: 400,
    },
    {
      given: '70,000 members of the input',
      body: JSON.stringify({ type: 'demo.batch', input: members(70_000) }),
      want: 201,
    },
    { given: '100,000 job ids', body: JSON.stringify({ job_ids: Array(100_000).fill('!') }), want: 400 },
  ])('or strange is answered within a second: $given is $want (S10)', async ({ body, headers, want, given }) => {
    const began = process.threadCpuUsage();
    const path = given.includes('job ids') ? '/v1/jobs/cancel' : '/v1/jobs';
    const answer = await router.send({ method: 'POST', path, headers: { ...json, ...headers }, body });
    expect(answer.status, answer.text.slice(0, 300)).toBe(want);
    expect(processorMs(began)).toBeLessThan(withinMs);
    if (want !== 201) expect(answer.text.length).toBeLessThan(20_000);
  });

  /** Of the processor, since the machine may be busy: a second, or as long as it takes for what one of these is parsed in. */
  const withinMs = Math.max(1000, 200 * parsingMs(JSON.stringify(members(70_000))));

  function parsingMs(text: string): number {
    const times = [1, 2, 3].map(() => {
      const began = process.threadCpuUsage();
      JSON.parse(text);
      return processorMs(began);
    });
    return Math.min(...times);
  }

  function processorMs(since: NodeJS.CpuUsage): number {
    const { user, system } = process.threadCpuUsage(since);
    return (user + system) / 1000;
  }

  function sized(bytes: number): string {
    const frame = '{"type":"demo.batch","input":{"a":""}}';
    return frame.replace('""', `"${'x'.repeat(bytes - frame.length)}"`);
  }

  function members(count: number): Record<string, string> {
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, '']));
  }

  /** Of the answer to bytes that may be the beginning of a request only. */
  function firstLine(bytes: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const socket = connect(router.port, '127.0.0.1', () => socket.write(bytes));
      socket.once('data', (chunk) => {
        socket.destroy();
        resolve(String(chunk).split('\r\n')[0] ?? '');
      });
      socket.once('error', reject);
    });
  }
});
