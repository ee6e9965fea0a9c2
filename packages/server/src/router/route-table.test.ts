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
});
