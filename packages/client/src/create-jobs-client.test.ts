import type { BulkCancellation, Capabilities, Job, JobList, JobResultList, Problem } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import { createJobsClient, isUnexpectedResponse, type JobsClient } from './index.ts';
import { type AnsweringFetch, answerWith, answerWithText } from './test/answering-fetch.ts';
import { example } from './test/example.ts';

const baseUrl = 'https://jobs.example.com';
const running = example<Job>('JobRunning');

function clientOn({ fetch }: AnsweringFetch): JobsClient {
  return createJobsClient({ baseUrl, apiKey: 'key_of_acme', fetch });
}

function page(data: Job[]): JobList {
  return { object: 'list', data, has_more: false, next_cursor: null };
}

const results = example<JobResultList>('ResultPageSealed');
const capabilities = { object: 'capabilities', cancellation_grace_seconds: 30 } as Capabilities;
const cancelled = { object: 'bulk_cancellation', outcomes: null } as BulkCancellation;

interface SentCase {
  readonly given: (client: JobsClient) => Promise<unknown>;
  readonly answer: readonly [status: number, body: unknown];
  readonly want: { readonly method: string; readonly path: string; readonly body: string };
  /** What it resolves to, where that is not the body. */
  readonly gives?: unknown;
}

const sent: readonly (readonly [string, SentCase])[] = [
  [
    'create posts the job',
    {
      given: (client) => client.create({ type: 'demo.batch', input: { items: 3 } }),
      answer: [201, running],
      want: { method: 'POST', path: '/v1/jobs', body: '{"type":"demo.batch","input":{"items":3}}' },
    },
  ],
  [
    'get reads one job',
    {
      given: (client) => client.get(running.id),
      answer: [200, running],
      want: { method: 'GET', path: `/v1/jobs/${running.id}`, body: '' },
    },
  ],
  [
    'get with include asks for the input',
    {
      given: (client) => client.get(running.id, { include: 'input' }),
      answer: [200, running],
      want: { method: 'GET', path: `/v1/jobs/${running.id}?include=input`, body: '' },
    },
  ],
  [
    'list without a query asks for the first page',
    {
      given: (client) => Array.fromAsync(client.list()),
      answer: [200, page([running])],
      want: { method: 'GET', path: '/v1/jobs', body: '' },
      gives: [running],
    },
  ],
  [
    'list repeats lists, brackets metadata and encodes its keys and values',
    {
      given: (client) =>
        Array.fromAsync(
          client.list({
            status: ['queued', 'running'],
            metadata: { 'a&b=c': 'x y+z' },
            created_after: '2026-11-01T00:00:00+01:00',
          }),
        ),
      answer: [200, page([])],
      want: {
        method: 'GET',
        path: '/v1/jobs?status=queued&status=running&metadata[a%26b%3Dc]=x%20y%2Bz&created_after=2026-11-01T00%3A00%3A00%2B01%3A00',
        body: '',
      },
      gives: [],
    },
  ],
  [
    'results reads a page of one job',
    {
      given: (client) => Array.fromAsync(client.results(running.id, { limit: 100, cursor: 'abc' }).pages()),
      answer: [200, results],
      want: { method: 'GET', path: `/v1/jobs/${running.id}/results?limit=100&cursor=abc`, body: '' },
      gives: [results],
    },
  ],
  [
    'cancelMany posts which jobs and why',
    {
      given: (client) => client.cancelMany({ filter: { metadata: { batch: '7' } }, reason: 'late' }),
      answer: [200, cancelled],
      want: {
        method: 'POST',
        path: '/v1/jobs/cancel',
        body: '{"filter":{"metadata":{"batch":"7"}},"reason":"late"}',
      },
    },
  ],
  [
    'delete deletes one job',
    {
      given: (client) => client.delete(running.id),
      answer: [204, undefined],
      want: { method: 'DELETE', path: `/v1/jobs/${running.id}`, body: '' },
    },
  ],
  [
    'capabilities asks what the server offers',
    {
      given: (client) => client.capabilities(),
      answer: [200, capabilities],
      want: { method: 'GET', path: '/v1/capabilities', body: '' },
    },
  ],
];

describe('requests', () => {
  test('a time in a query may be a Date, and what can be in none is refused instead of being left out', async () => {
    const server = answerWith(200, page([]));
    const client = clientOn(server);
    await Array.fromAsync(client.list({ created_after: new Date(0), metadata: {} }));
    expect(server.requests[0]?.url).toBe(`${baseUrl}/v1/jobs?created_after=1970-01-01T00%3A00%3A00.000Z`);
    for (const query of [{ signal: AbortSignal.timeout(9e4) }, { type: () => 'a' }, { metadata: new Map() }]) {
      const listed = Array.fromAsync(client.list(query as object));
      await expect(listed).rejects.toThrow(TypeError);
      await expect(listed).rejects.toThrow(`\`${Object.keys(query)[0]}\` is no query; a signal is the last argument`);
    }
    expect(server.requests).toHaveLength(1);
  });

  test.each(sent)('%s and gives back the body', async (_name, { given, answer, want, gives = answer[1] }) => {
    const server = answerWith(...answer);

    expect(await given(clientOn(server))).toEqual(gives);

    const [request] = server.requests;
    expect(request?.method).toBe(want.method);
    expect(request?.url).toBe(`${baseUrl}${want.path}`);
    expect(await request?.text()).toBe(want.body);
    expect(request?.headers.get('Authorization')).toBe('Bearer key_of_acme');
  });

  test('a path in the base address stays in front of every path, whatever slashes end it', async () => {
    const server = answerWith(200, running);
    await createJobsClient({ baseUrl: `${baseUrl}/gateway//`, apiKey: 'k', fetch: server.fetch }).get('job_1');
    expect(server.requests[0]?.url).toBe(`${baseUrl}/gateway/v1/jobs/job_1`);
  });

  test('a key that is renewed is asked for at every request', async () => {
    const server = answerWith(200, running);
    let asked = 0;
    const getApiKey = async () => `key_${++asked}`;
    const client = createJobsClient({ baseUrl, getApiKey, fetch: server.fetch });
    await client.get('job_1');
    await client.get('job_1');
    expect(server.requests.map((request) => request.headers.get('Authorization'))).toEqual([
      'Bearer key_1',
      'Bearer key_2',
    ]);
  });

  test('what getApiKey throws reaches the caller unchanged', async () => {
    const signedOut = new Error('The person is signed out.');
    const getApiKey = () => Promise.reject(signedOut);
    const client = createJobsClient({ baseUrl, getApiKey, fetch: answerWith(200, running).fetch });
    await expect(client.get('job_1')).rejects.toBe(signedOut);
  });

  test('raw sends the key too and leaves problems to the caller', async () => {
    const problem = example<Problem>('ProblemJobNotFound');
    const server = answerWith(404, problem);
    const answer = await clientOn(server).raw.GET('/v1/jobs/{job_id}', { params: { path: { job_id: 'job_1' } } });
    expect(answer.error).toEqual(problem);
    expect(answer.response.status).toBe(404);
    expect(server.requests[0]?.headers.get('Authorization')).toBe('Bearer key_of_acme');
  });
});

describe('an answer that is none of this operation', () => {
  const html = '<html>Signed in</html>';

  test.each([
    ['delete', 200, 'answered 200, and not with 204, but: <html>'],
    ['delete', 202, 'answered 202, and not with 204, but: <html>'],
    ['capabilities', 200, 'answered 200, and not with a capabilities, but: <html>'],
  ] as const)('%s takes no page of a proxy with %i for a success', async (name, status, want) => {
    const client = clientOn(answerWithText(status, html, 'text/html'));
    const error = await client[name](running.id as never).catch((thrown: unknown) => thrown);
    expect(isUnexpectedResponse(error) && error.bodyStart).toBe(html);
    expect(String(error)).toContain(want);
  });

  test('a page of a list without its entries is told as that', async () => {
    for (const body of [{ object: 'list' }, { object: 'list', data: null, has_more: true, next_cursor: 'c1' }]) {
      const client = clientOn(answerWith(200, body));
      const lists: readonly AsyncIterable<unknown>[] = [
        client.list(),
        client.results(running.id),
        client.list().pages(),
      ];
      for (const list of lists) {
        const error = await Array.fromAsync(list).catch((thrown: unknown) => thrown);
        expect(isUnexpectedResponse(error)).toBe(true);
        expect(String(error)).toContain(
          'and not with a list, and a new next_cursor if it has more, but: {"object":"list"',
        );
      }
    }
  });
});

describe('cancelMany', () => {
  const refused = '`job_ids` or `filter` needs at least one member, and none undefined';

  test.each([
    ['no ids', { job_ids: [] }],
    ['an empty filter', { filter: {} }],
    ['neither', { reason: 'late' }],
    ['a filter that would match more jobs than was meant', { filter: { type: 'demo.batch', metadata: undefined } }],
    ['an id that is missing', { job_ids: ['job_1', undefined] }],
  ])('refuses %s before any request', async (_name, which) => {
    const server = answerWith(200, cancelled);
    const error = await clientOn(server)
      .cancelMany(which as never)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain(refused);
    expect(server.requests).toEqual([]);
  });
});

describe('cancel', () => {
  test('a job that still works is cancelling', async () => {
    const job = example<Job>('JobCancelling');
    const server = answerWith(200, job);
    expect(await clientOn(server).cancel(job.id, { reason: 'Wrong file' })).toEqual({ outcome: 'cancelling', job });
    expect(await server.requests[0]?.text()).toBe('{"reason":"Wrong file"}');
  });

  test('a job that waited is cancelled, and without a reason no body is sent', async () => {
    const job = example<Job>('JobCancelledFromQueue');
    const server = answerWith(200, job);
    expect(await clientOn(server).cancel(job.id)).toEqual({ outcome: 'cancelled', job });
    expect(await server.requests[0]?.text()).toBe('');
    expect(server.requests[0]?.headers.has('Content-Type')).toBe(false);
  });

  test('a job that had ended is an outcome with the job, not an error', async () => {
    const problem = example<Problem & { job: Job }>('ProblemCancelCompleted');
    const result = await clientOn(answerWith(409, problem)).cancel(problem.job.id);
    expect(result).toEqual({ outcome: 'already_terminal', job: problem.job });
  });

  test('a 200 with a completed job is never taken for a cancel', async () => {
    const job = example<Job>('JobCompleted');
    const error = await clientOn(answerWith(200, job))
      .cancel(job.id)
      .catch((thrown: unknown) => thrown);
    expect(isUnexpectedResponse(error)).toBe(true);
    expect(String(error)).toContain('answered 200, and not with a cancelled job, but: {"id":"job_');
  });

  test('a newer word for a cancelled job is an outcome by whether the job has ended', async () => {
    const cancellation = example<Job>('JobCancelling').cancellation;
    for (const [terminal, outcome] of [
      [false, 'cancelling'],
      [true, 'cancelled'],
    ] as const) {
      const job = { ...running, status: 'stopped' as Job['status'], terminal, cancellation };
      expect(await clientOn(answerWith(200, job)).cancel(job.id)).toEqual({ outcome, job });
    }
  });
});
