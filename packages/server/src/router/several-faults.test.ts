import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MountedRouter, mountedRouter } from '../test/mounted-router.ts';
import { auth, create } from '../test/router-requests.ts';
import { tinyOperations } from '../test/tiny-operations.ts';

let router: MountedRouter;

beforeAll(async () => {
  router = await mountedRouter(tinyOperations([]));
});

afterAll(() => router.close());

test.each<{ given: string; detail: string; want: readonly (readonly [pointer: string, message: string])[] }>([
  {
    given: '{"type":"x.fail","input":{},"timeout_seconds":999999999,"colour":1}',
    detail: '2 members of the body break a rule.',
    want: [
      ['/timeout_seconds', 'must be at most 604800'],
      ['/colour', 'is not a member of this request'],
    ],
  },
  {
    given: '{"priority":11,"max_attempts":99,"name":5,"scheduled_for":"tomorrow"}',
    detail: '6 members of the body break a rule.',
    want: [
      ['/type', 'is missing'],
      ['/input', 'is missing'],
      ['/priority', 'must be at most 9'],
      ['/max_attempts', 'must be at most 20'],
      ['/name', 'must be a string'],
      ['/scheduled_for', 'must have the format date-time'],
    ],
  },
  {
    given: '{"type":"demo.batch","input":{},"metadata":{"":""}}',
    detail:
      'The request breaks the contract: the body at /metadata/ has a name that must be at least 1 character long.',
    want: [['/metadata/', 'has a name that must be at least 1 character long']],
  },
  {
    given: '{"type":"demo.batch","input":{},"metadata":{"a":1,"b/c":2}}',
    detail: '2 members of the body break a rule.',
    want: [
      ['/metadata/a', 'must be a string'],
      ['/metadata/b~1c', 'must be a string'],
    ],
  },
])('every member of the body that breaks a rule is told: $given', async ({ given, detail, want }) => {
  const { status, json } = await router.send(create(given));

  const errors = want.map(([pointer, message]) => ({ location: 'body', pointer, message }));
  expect([status, json.code, json.errors, json.detail]).toEqual([400, 'validation_error', errors, detail]);
});

test.each<{ path: string; headers?: Record<string, string>; want: readonly (readonly string[])[] }>([
  {
    path: '/v1/jobs?limit=0&order=x&foo=1&foo=2',
    want: [
      ['query', 'foo', 'is not a parameter of this operation'],
      ['query', 'order', 'must be one of desc, asc'],
      ['query', 'limit', 'must be at least 1'],
    ],
  },
  {
    path: '/v1/jobs?limit=1&limit=0x2&metadata[]=a&status=done&type=%zz',
    want: [
      ['query', 'limit', 'is given twice'],
      ['query', 'type', '%zz cannot be decoded'],
      ['query', 'metadata[]', 'has a name that must be at least 1 character long'],
      ['query', 'status', 'must be one of queued, running, cancelling, completed, failed, cancelled, expired'],
    ],
  },
  { path: '/v1/jobs/job_1?include=input,foo', want: [['query', 'include', 'must be input']] },
  {
    path: '/v1/jobs/job_1/events?limit=101',
    headers: { 'Last-Event-ID': '-1' },
    want: [
      ['query', 'limit', 'must be at most 100'],
      ['header', 'Last-Event-ID', 'must be at least 0'],
    ],
  },
  {
    path: '/v1/jobs/job_1/events',
    headers: { 'last-event-id': 'abc' },
    want: [['header', 'Last-Event-ID', 'must be an integer in decimal digits']],
  },
  {
    path: '/v1/jobs/a.b?foo=1',
    want: [
      ['query', 'foo', 'is not a parameter of this operation'],
      ['path', 'job_id', 'must match ^[A-Za-z0-9_-]{1,64}$'],
    ],
  },
])('every parameter that breaks a rule is told once: $path', async ({ path, headers, want }) => {
  const { status, json } = await router.send({ path, headers: { ...auth, ...headers } });

  expect([status, json.code]).toEqual([400, 'validation_error']);
  expect(json.errors).toEqual(want.map(([location, name, message]) => ({ location, name, message })));
  expect(json.detail).toMatch(/[^.]\.$/);
});

test('the body and the query are told of together', async () => {
  const { json } = await router.send({ ...create('{"type":"demo.batch","input":[]}'), path: '/v1/jobs?a=1' });

  expect(json.detail).toBe('2 parts of the request break a rule.');
  expect(json.errors).toMatchObject([
    { location: 'query', name: 'a' },
    { location: 'body', pointer: '/input' },
  ]);
});

test('a request of nothing but faults is told of 20', async () => {
  const names = Array.from({ length: 3000 }, (_, index) => `k${index}`);
  const body = JSON.stringify(Object.fromEntries(names.map((name) => [name, 1])));
  const answers = [
    await router.send(create(body)),
    await router.send({ path: `/v1/jobs?${names.slice(0, 100).join('&')}`, headers: auth }),
  ];

  expect(answers.map(({ json }) => [json.errors.length, json.detail])).toEqual([
    [20, 'At least 20 members of the body break a rule.'],
    [20, 'At least 20 query parameters break a rule.'],
  ]);
});
