import { describe, expect, test } from 'vitest';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth } from '../test/router-requests.ts';

mountedAtEachPrefix(({ prefix, received, send }) => {
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
      const answer = await send({ path, headers: auth });

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
      const answer = await send({ method, path, headers: auth });

      expect([answer.status, answer.headers.allow]).toEqual([405, allow]);
      if (method !== 'HEAD') expect(answer.json.code).toBe('method_not_allowed');
      expect(received).toEqual([]);
    });

    test('no header overrides the method', async () => {
      const headers = { ...auth, 'X-HTTP-Method-Override': 'DELETE', 'X-HTTP-Method': 'DELETE' };
      await send({ path: '/v1/jobs/job_1', headers });

      expect(received.map(({ operation }) => operation)).toEqual(['getJob']);
    });

    test.each(['/v1/jobs', '/v1/jobs/job_1', '/v1/jobs/job_1/results', '/v1/jobs/job_none', '/v1/nothing'])(
      'HEAD %s answers as GET, without the body',
      async (path) => {
        const headers = { ...auth, 'X-Request-Id': 'same' };
        const got = await send({ path, headers });
        const head = await send({ method: 'HEAD', path, headers });

        const { date: _, ...gotHeaders } = got.headers;
        const { date: __, ...headHeaders } = head.headers;
        // The detail of a refusal names the method.
        if (path === '/v1/nothing') delete (gotHeaders as Record<string, unknown>)['content-length'];
        if (path === '/v1/nothing') delete (headHeaders as Record<string, unknown>)['content-length'];
        expect([head.status, head.text, headHeaders]).toEqual([got.status, '', gotHeaders]);
      },
    );

    test('a percent-encoded id is the same id', async () => {
      expect((await send({ path: '/v1/jobs/job%5F1', headers: auth })).status).toBe(200);
      expect(received[0]?.path).toEqual({ job_id: 'job_1' });
    });

    test.each(['%zz', 'a%00', '%C0%80', 'a.b', 'é', '%F0%9F%98%80', 'x'.repeat(65), '%2e%2e', 'a%2Fb', '{job_id}'])(
      'the id %s is malformed',
      async (id) => {
        const answer = await send({ path: `/v1/jobs/${encodeURI(id).replaceAll('%25', '%')}`, headers: auth });

        expect([answer.status, answer.json.code]).toEqual([400, 'validation_error']);
        expect(received).toEqual([]);
      },
    );

    test('what lies beside it belongs to the app', async () => {
      if (prefix === '') expect((await send({ path: '/own' })).text).toBe('a route of the app');
      expect((await send({ path: '/v2/jobs' })).headers['x-request-id']).toBeUndefined();
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
      const answer = await send({ path: `/v1/jobs${given === '' ? '' : `?${given}`}`, headers: auth });

      if (want === null) expect([answer.status, answer.json.code]).toEqual([400, 'validation_error']);
      else expect([answer.status, withoutDefaults(received[0]?.query)]).toEqual([200, want]);
      if (want === null) expect(received).toEqual([]);
    });

    test('keys of metadata such as __proto__ are data', async () => {
      await send({ path: '/v1/jobs?metadata[__proto__]=a&metadata[constructor]=b', headers: auth });

      const { metadata } = (received[0]?.query ?? {}) as { metadata?: object };
      expect(JSON.stringify(metadata)).toBe('{"__proto__":"a","constructor":"b"}');
    });

    test('the limits of metadata hold in a filter too', async () => {
      const pairs = (count: number) => Array.from({ length: count }, (_, index) => `metadata[k${index}]=v`).join('&');

      expect((await send({ path: `/v1/jobs?${pairs(16)}`, headers: auth })).status).toBe(200);
      expect((await send({ path: `/v1/jobs?${pairs(17)}`, headers: auth })).status).toBe(400);
      const long = `metadata[${'k'.repeat(65)}]=v`;
      expect((await send({ path: `/v1/jobs?${long}`, headers: auth })).status).toBe(400);
    });

    test('an operation without parameters takes none', async () => {
      expect((await send({ path: '/v1/capabilities?a=1', headers: auth })).json.code).toBe('validation_error');
      const cancel = { method: 'POST', path: '/v1/jobs/job_1/cancel?reason=x', headers: auth };
      expect((await send(cancel)).json.code).toBe('validation_error');
    });
  });
});

/** Members that the schema itself fills in are no concern of the test. */
function withoutDefaults(query: unknown): unknown {
  const { order, limit, ...rest } = query as Record<string, unknown>;
  return { ...rest, ...(order === 'asc' ? { order } : {}), ...(limit === 20 || limit === undefined ? {} : { limit }) };
}
