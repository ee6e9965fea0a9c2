import { describe, expect, test } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { auth, createWith } from '../test/router-requests.ts';

mountedAtEachPrefix(({ received, send }) => {
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
});
