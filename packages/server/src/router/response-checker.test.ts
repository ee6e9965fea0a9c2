import { afterEach, describe, expect, test } from 'vitest';
import { mountedRouter } from '../test/mounted-router.ts';
import { auth } from '../test/router-requests.ts';
import { contractJob, tinyOperations } from '../test/tiny-operations.ts';
import type { Operations, Principal } from './operation-types.ts';

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
