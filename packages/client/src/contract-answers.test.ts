import { inspect } from 'node:util';
import type { JobProblem, Problem } from '@jobwire/contract';
import { problems } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import {
  createJobsClient,
  isNetworkError,
  isProblem,
  isUnexpectedResponse,
  type NetworkError,
  type ProblemError,
  type UnexpectedResponseError,
} from './index.ts';
import { answerWith, answerWithText } from './test/answering-fetch.ts';
import { example } from './test/example.ts';

const apiKey = 'jw_secret_of_acme';
const baseUrl = 'https://jobs.example.com';

async function errorOf(fetch: (request: Request) => Promise<Response>): Promise<unknown> {
  return createJobsClient({ baseUrl, apiKey, fetch, retry: false })
    .get('job_1')
    .catch((thrown: unknown) => thrown);
}

function problem(members: Partial<Problem>): Problem {
  return { ...example<Problem>('ProblemJobNotFound'), ...members };
}

describe('a problem', () => {
  test.each(['unauthorized', 'forbidden', 'job_not_found', 'rate_limited', 'internal_error', 'unavailable'] as const)(
    '%s becomes a ProblemError that its code narrows',
    async (code) => {
      const given = problem({ code, status: problems[code].status, detail: 'Because.' });
      const error = await errorOf(answerWith(given.status, given).fetch);
      expect(isProblem(error)).toBe(true);
      expect(isProblem(error, code)).toBe(true);
      expect(isProblem(error, 'validation_error')).toBe(false);
      expect((error as ProblemError).problem).toEqual(given);
      expect(String(error)).toBe(
        `ProblemError: GET ${baseUrl}/v1/jobs/job_1 answered ${given.status} ${code}: Because.`,
      );
    },
  );

  test('with a job gives that job', async () => {
    const given = example<JobProblem>('ProblemCancelCompleted');
    const client = createJobsClient({ baseUrl, apiKey, fetch: answerWith(409, given).fetch });
    const error = await client.create({ type: 'demo.batch', input: {} }).catch((thrown: unknown) => thrown);
    expect(isProblem(error, 'job_already_terminal') && error.job.status).toBe('completed');
  });

  test('names in its message every member that was wrong', async () => {
    const given = problem({
      code: 'validation_error',
      status: 400,
      detail: '4 members break a rule.',
      errors: [
        { location: 'body', pointer: '/input/items', message: 'must be at least 1' },
        { location: 'body', pointer: '', message: 'must be an object' },
        { location: 'query', name: 'limit', message: 'must be at most 100' },
        { location: 'header', name: 'Idempotency-Key', message: 'must be 1 to 255 characters long' },
      ],
    });
    const error = (await errorOf(answerWith(400, given).fetch)) as Error;
    expect(error.message.split('\n')).toEqual([
      `GET ${baseUrl}/v1/jobs/job_1 answered 400 validation_error: 4 members break a rule.`,
      '- /input/items must be at least 1',
      '- the body must be an object',
      '- limit must be at most 100',
      '- Idempotency-Key must be 1 to 255 characters long',
    ]);
  });

  test.each([null, 'none', [], {}])('with %o for its list of errors is still a ProblemError', async (errors) => {
    const given = problem({ code: 'validation_error', status: 400, errors: errors as never });
    expect(isProblem(await errorOf(answerWith(400, given).fetch), 'validation_error')).toBe(true);
  });

  test.each(['job_gone_terminal', 'job_almost_not_terminal'])(
    '%s, which no code of today is, needs no job',
    async (code) => {
      const error = await errorOf(answerWith(409, problem({ status: 409, code: code as 'forbidden' })).fetch);
      expect(isProblem(error) && [error.code, error.job]).toEqual([code, undefined]);
    },
  );

  test('with a code of a newer contract is still a ProblemError', async () => {
    const error = await errorOf(answerWith(403, problem({ status: 403, code: 'key_expired' as 'forbidden' })).fetch);
    expect(isProblem(error)).toBe(true);
  });

  test('of an undeclared path is a ProblemError, since any path may answer it', async () => {
    const given = problem({ code: 'route_not_found' });
    const client = createJobsClient({ baseUrl, apiKey, fetch: answerWith(404, given).fetch });
    const error = await client.capabilities().catch((thrown: unknown) => thrown);
    expect(isProblem(error, 'route_not_found')).toBe(true);
  });
});

const page = '<html><body>Bad gateway</body></html>';

describe('an answer that is not of the contract', () => {
  test.each([
    [
      'the page of a proxy',
      { given: answerWithText(502, page, 'text/html'), want: 'a problem of the contract, but: <html>' },
    ],
    ['a page with 200', { given: answerWithText(200, page, 'text/html'), want: 'not with a job, but: <html>' }],
    ['an empty body', { given: answerWithText(200, '', 'application/json'), want: 'not with a job, but: (nothing)' }],
    [
      'another object',
      { given: answerWith(200, { object: 'list', data: [] }), want: 'not with a job, but: {"object":"list"' },
    ],
    [
      'a job that does not say whether it has ended',
      { given: answerWith(200, { object: 'job' }), want: 'not with a job' },
    ],
    [
      'JSON that is no problem',
      { given: answerWithText(404, '{"error":"not found"}', 'application/problem+json'), want: 'not with a problem' },
    ],
    ['a problem with another status', { given: answerWith(404, problem({ status: 400 })), want: 'not with a problem' }],
    [
      'a problem that lacks its job',
      { given: answerWith(404, problem({ code: 'job_already_terminal' })), want: 'not with a problem' },
    ],
  ])('such as %s says so, with the request and what came back', async (_name, { given, want }) => {
    const error = (await errorOf(given.fetch)) as UnexpectedResponseError;
    expect(isUnexpectedResponse(error)).toBe(true);
    expect(error.message).toContain(want);
    expect(error.message).toContain(`GET ${baseUrl}/v1/jobs/job_1 answered ${error.status}`);
  });

  test('shows no more than the first 200 characters of the body', async () => {
    const error = await errorOf(answerWithText(502, 'x'.repeat(5000), 'text/html').fetch);
    expect((error as UnexpectedResponseError).bodyStart).toBe('x'.repeat(200));
  });
});

test('a success of another status, a status and members that only a newer contract knows are taken as they come', async () => {
  const job = { ...example<object>('JobRunning'), status: 'paused', cost: 3 };
  const { fetch } = answerWith(202, job);
  expect(await createJobsClient({ baseUrl, apiKey, fetch }).get('job_1')).toEqual(job);
});

describe('no answer', () => {
  test('becomes a NetworkError that names the request and keeps the cause', async () => {
    const cause = new TypeError('fetch failed', {
      cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
    });
    const error = await errorOf(() => Promise.reject(cause));
    expect(isNetworkError(error)).toBe(true);
    expect(String(error)).toBe(`NetworkError: GET ${baseUrl}/v1/jobs/job_1 got no answer: fetch failed (ECONNREFUSED)`);
    expect((error as NetworkError).cause).toBe(cause);
  });

  test('is also what a connection that breaks within the body comes to', async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    const error = await errorOf(async () => new Response(broken, { headers: { 'Content-Type': 'application/json' } }));
    expect(isNetworkError(error)).toBe(true);
    expect(String(error)).toContain('got no answer: terminated');
  });
});

/** What a server, a proxy or a `fetch` of the caller may give back of a request. */
const echo = `{"authorization":"Bearer ${apiKey}"}`;
const asksForIt = new Request(baseUrl, { headers: { Authorization: `Bearer ${apiKey}` } });

test.each<[string, (request: Request) => Promise<Response>]>([
  [
    'the detail of a problem',
    answerWith(403, problem({ code: 'forbidden', status: 403, detail: `No ${apiKey}.` })).fetch,
  ],
  [
    'any member of a problem',
    answerWith(400, {
      ...problem({ code: 'validation_error', status: 400, instance: `/${apiKey}` }),
      errors: [{ location: 'header', name: 'Authorization', message: `was Bearer ${apiKey}` }],
      received: { [apiKey]: [echo] },
    }).fetch,
  ],
  [
    'the job of a problem',
    answerWith(409, { ...example<JobProblem>('ProblemCancelCompleted'), job: { id: 'job_1', name: apiKey } }).fetch,
  ],
  ['JSON that is no problem', answerWithText(500, echo, 'application/json').fetch],
  ['a page', answerWithText(502, `<pre>${echo}</pre>`, 'text/html').fetch],
  ['what should be a job', answerWithText(200, echo, 'application/json').fetch],
  ['the message of an error', () => Promise.reject(new Error(`Bearer ${apiKey}`))],
  [
    'what Node keeps of an answer that is not HTTP',
    () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('Bad'), { data: echo }) })),
  ],
  ['the options in an error', () => Promise.reject(Object.assign(new Error('No'), { config: { headers: [echo] } }))],
  ['the request in an error', () => Promise.reject(Object.assign(new Error('No'), { request: asksForIt }))],
  [
    'one of several errors',
    () => Promise.reject(new AggregateError([new Error('a'), new Error(apiKey)], 'All failed')),
  ],
  ['something that is no error', () => Promise.reject({ headers: new Headers({ Authorization: apiKey }) })],
])('the key is in nothing that is printed of an error when it is in %s', async (_name, fetch) => {
  const error = (await errorOf(fetch)) as Error;
  expect(error).toBeInstanceOf(Error);
  const printed = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
  expect(printed).toContain(error.message.split('\n')[0]);
  expect(`${printed}${error.stack}${JSON.stringify(error)}`).not.toContain(apiKey);
});

test('a cause without the key is kept, with all that it holds, and one that leads to itself is not', async () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', port: 80, socket: { remote: null } });
  const cause = new TypeError('fetch failed', { cause: new AggregateError([refused, refused]) });
  expect(((await errorOf(() => Promise.reject(cause))) as Error).cause).toBe(cause);
  const circle = Object.assign(new Error('round'), { self: {} });
  circle.self = circle;
  expect(((await errorOf(() => Promise.reject(circle))) as Error).cause).toBeUndefined();
});

test('a key with characters of JSON or of patterns in it is hidden like any other', async () => {
  const odd = 'key"\\$1.*[a]{2}';
  for (const body of [problem({ detail: `No ${odd}, ${odd}.` }), { said: odd }]) {
    const client = createJobsClient({ baseUrl, apiKey: odd, fetch: answerWith(404, body).fetch, retry: false });
    const error = await client.get('job_1').catch((thrown: unknown) => thrown);
    expect(inspect(error, { depth: 9 })).toContain('[key hidden]');
    expect(inspect(error, { depth: 9 })).not.toMatch(/key\\*"|\$1/);
  }
});

test.each(['job', 'k', 'any', 'code'])('the short key %s, as for a mock, tears no word', async (short) => {
  const given = example<JobProblem>('ProblemCancelCompleted');
  const detail = `The ${short} is not in anyjobcodek.`;
  const client = createJobsClient({ baseUrl, apiKey: short, fetch: answerWith(409, { ...given, detail }).fetch });
  expect(await client.cancel('job_1')).toMatchObject({ outcome: 'already_terminal', job: { id: given.job.id } });
  const error = await client.create({ type: 'demo.batch', input: {} }).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('409 job_already_terminal: The [key hidden] is not in anyjobcodek.');
});

test.each([
  [
    'a problem',
    answerWith(401, problem({ code: 'unauthorized', status: 401, detail: `Unknown key ${apiKey}.` })).fetch,
  ],
  ['an unexpected answer', answerWithText(502, `${'-'.repeat(190)}${apiKey}`, 'text/plain').fetch],
  ['a failure of fetch', () => Promise.reject(new Error(`Authorization: Bearer ${apiKey}`))],
])('the key is hidden when %s gives it back', async (_name, fetch) => {
  const error = (await errorOf(fetch)) as Error;
  expect(error.message).not.toContain('jw_secret');
  expect(error.message).toContain('[key');
  expect(error.cause).toBeUndefined();
});
