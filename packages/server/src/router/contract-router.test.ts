import { type ProblemCode, problems } from '@jobwire/contract';
import { afterEach, describe, expect, test } from 'vitest';
import type { ExchangeRequest } from '../test/exchange.ts';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { mountedRouter } from '../test/mounted-router.ts';
import { auth, json } from '../test/router-requests.ts';
import { contractJob, tinyOperations } from '../test/tiny-operations.ts';
import { notServed, type Operations, type Principal } from './operation-types.ts';

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

  test('a problem of a handler has the job inside', async () => {
    const answer = await send({ method: 'POST', path: '/v1/jobs/job_1/cancel', headers: auth });

    expect(answer).toMatchObject({ status: 409, json: { job: { id: 'job_1', status: 'completed' } } });
  });
});

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
