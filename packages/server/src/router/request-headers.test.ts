import { describe, expect, test } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth, createWith, json } from '../test/router-requests.ts';

mountedAtEachPrefix(({ received, send }) => {
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
        const answer = await send({ ...request, headers });
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
        await send({ path: '/v1/jobs/job_1', headers }),
        await send({ path: '/v1/jobs/job_1', headers }),
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
        expect((await send(request)).headers).toMatchObject({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        });
      }
    });
  });

  test('a header that is declared reaches the handler under its own name', async () => {
    const headers = { ...auth, 'if-none-match': '"7"', prefer: 'wait=1' };
    await send({ path: '/v1/jobs/job_1', headers });

    expect(received[0]?.headers).toEqual({ 'If-None-Match': '"7"', Prefer: 'wait=1' });
  });

  test('an idempotency key is checked as its schema says', async () => {
    const withKey = (key: string) => ({ ...createWith({}), headers: { ...json, 'Idempotency-Key': key } });

    expect((await send(withKey('k'.repeat(255)))).status).toBe(201);
    expect(await send(withKey('k'.repeat(256)))).toMatchObject({
      status: 400,
      json: { code: 'validation_error' },
    });
    expect(await send(withKey(''))).toMatchObject({ status: 400, json: { code: 'validation_error' } });
  });
});
