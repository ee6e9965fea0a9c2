import { type ProblemCode, problems } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { mountedRouter } from '../test/mounted-router.ts';
import { auth, json } from '../test/router-requests.ts';
import { tinyOperations } from '../test/tiny-operations.ts';

const mebibyte = 1_048_576;

mountedAtEachPrefix(({ prefix, received, send }) => {
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
      const answer = await send(given);

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
});

describe('without a look-up of jobs', () => {
  test('a request is refused for its form at once', async () => {
    const router = await mountedRouter(tinyOperations(), { jobExists: undefined as never });
    const answer = await router.send({ path: '/v1/jobs/job_none?x=1', headers: auth });
    await router.close();

    expect(answer.json.code).toBe('validation_error');
  });
});
