import { describe, expect, test } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth } from '../test/router-requests.ts';

mountedAtEachPrefix(({ send }) => {
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
      const answer = await send({ path: '/v1/jobs/job_1', ...(headers === undefined ? {} : { headers }) });

      expect(answer.status).toBe(status);
      expect(answer.headers['www-authenticate']?.startsWith('Bearer')).toBe(status === 401 ? true : undefined);
    });

    test.each(['key', 'api_key', 'access_token', 'token', 'authorization'])(
      'a key in the query parameter %s counts for nothing',
      async (name) => {
        expect((await send({ path: `/v1/jobs/job_1?${name}=write` })).status).toBe(401);
        expect((await send({ path: `/v1/jobs/job_1?${name}=write`, headers: auth })).status).toBe(400);
      },
    );

    test('a read-only key reads', async () => {
      const headers = { Authorization: 'Bearer read' };
      for (const path of ['/v1/jobs', '/v1/jobs/job_1', '/v1/jobs/job_1/results', '/v1/jobs/job_1/events']) {
        expect([path, (await send({ path, headers })).status]).toEqual([path, 200]);
      }
    });

    test.each([
      { method: 'POST', path: '/v1/jobs' },
      { method: 'POST', path: '/v1/jobs/cancel' },
      { method: 'POST', path: '/v1/jobs/job_1/cancel' },
      { method: 'DELETE', path: '/v1/jobs/job_1' },
    ])('a read-only key does not write: $method $path', async (given) => {
      expect(await send({ ...given, headers: { Authorization: 'Bearer read' } })).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      });
    });
  });
});
