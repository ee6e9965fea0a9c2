import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { spec } from '@jobwire/contract/spec';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMock } from '../start-mock.ts';

const kinds = [
  { kind: 'the mock', start: () => startMock() },
  { kind: 'the live mock', start: () => startMock({ live: true, seed: 1 }) },
];

describe.each(kinds)('an answer that is asked for of $kind', ({ start }) => {
  let mock: Awaited<ReturnType<typeof start>>;
  beforeAll(async () => {
    mock = await start();
  });
  afterAll(() => mock.stop());

  const job = '/v1/jobs/job_1';
  const key = { Authorization: 'Bearer any' };

  /** Sends each line as a header of its own. */
  async function ask(prefer: readonly string[], path = job, method = 'GET', headers: Record<string, string> = {}) {
    const sent = httpRequest(mock.url + path, { method, headers: { ...key, ...headers, Prefer: [...prefer] } }).end();
    const [response] = await once(sent, 'response');
    const text = (await response.setEncoding('utf8').toArray()).join('');
    return { status: response.statusCode, headers: response.headers, body: text === '' ? '' : JSON.parse(text) };
  }

  test.each<[prefer: string[], status: number, body: object]>([
    [['code=409'], 409, { code: 'job_already_terminal' }],
    [['code="409", example=failed'], 409, { job: { status: 'failed' } }],
    [['CODE = 409 ; Example="failed"'], 409, { job: { status: 'failed' } }],
    [['wait=2, code=503'], 503, { code: 'unavailable' }],
    [['handling="code=404, strict"', 'code=503'], 503, { code: 'unavailable' }],
    [['example=failed'], 409, { job: { status: 'failed' } }],
    [['example=cancelling'], 200, { status: 'cancelling' }],
    [['code=409', 'example=failed'], 409, { job: { status: 'failed' } }],
    [['code=409', 'code=503, code=404'], 409, { code: 'job_already_terminal' }],
    [['code=409, dynamic=false'], 409, { code: 'job_already_terminal' }],
  ])('by %j is given, and the first of two preferences counts', async (prefer, status, body) => {
    expect(await ask(prefer, `${job}/cancel`, 'POST')).toMatchObject({ status, body });
  });

  test.each<[prefer: string[], status: number, detail: RegExp]>([
    [['code=abc'], 400, /^`Prefer: code=abc` names no status: it takes three digits.* getJob can be answered: 200/],
    [['code='], 400, /^`Prefer: code=` names no status/],
    [['code'], 400, /names no status/],
    [['code="409'], 400, /names no status/],
    [['code=40'], 400, /names no status/],
    [['code=200, example='], 400, /^`Prefer: example=` names no example\. getJob can be answered/],
    [['dynamic=true'], 400, /^`Prefer: dynamic=true` asks for made-up answers/],
    [['code=999'], 404, /^getJob is never answered 999\. getJob can be answered: 200 \(queued, .*\); 304; 400 \(/],
    [['code=409, example=completed'], 404, /^getJob is never answered 409\./],
    [['code=200, example=none'], 404, /^The 200 of getJob has no example none\. It has: queued, /],
    [['code=200, example=unauthorized'], 404, /^The 200 of getJob has no example unauthorized\. It has: queued, /],
    [['code=304, example=none'], 404, /^The 304 of getJob has no example none\. It has none: leave the example out/],
    [['example=none'], 404, /^No answer of getJob has an example none\. getJob can be answered: 200/],
  ])('by %j is refused with a problem that tells what there is', async (prefer, status, detail) => {
    const { headers, body, ...answer } = await ask(prefer);
    expect([answer.status, headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect(body).toMatchObject({ type: 'about:blank', status, detail: expect.stringMatching(detail) });
  });

  test('is one about this request, in its header and in its body', async () => {
    const path = '/v1/jobs/another_job';
    const named = await ask(['code=404'], `${path}?include=input`, 'GET', { 'X-Request-Id': 'mine-1' });
    expect(named.headers['x-request-id']).toBe('mine-1');
    expect(named.body).toMatchObject({ code: 'job_not_found', instance: path, request_id: 'mine-1' });
    for (const headers of [{}, { 'X-Request-Id': 'not a name' }]) {
      const unnamed = await ask(['code=404'], path, 'GET', headers);
      expect(unnamed.headers['x-request-id']).toMatch(/^req_[\w-]+$/);
      expect(unnamed.body.request_id).toBe(unnamed.headers['x-request-id']);
    }
    const early = await ask(['code=431'], path);
    expect(early.body).toMatchObject({ code: 'headers_too_large', instance: '/' });
  });

  test('is the stream where that is accepted and has the example, and comes as JSON otherwise', async () => {
    const typeOf = async (prefer: string, accept: string) => {
      const headers = { ...key, Prefer: prefer, Accept: accept };
      return (await fetch(`${mock.url}${job}/events`, { headers })).headers.get('content-type');
    };
    expect(await typeOf('example=cancelled', 'text/event-stream')).toBe('text/event-stream');
    expect(await typeOf('example=cancelled', '*/*')).toBe('application/json');
    expect(await typeOf('example=open', 'text/event-stream')).toBe('application/json');
    expect(await typeOf('code=404', 'application/json')).toBe('application/problem+json');
  });

  test('leads to the guide that its type names, as every problem does', async () => {
    const { body } = await ask(['code=404']);
    const { pathname, hash } = new URL(body.type, mock.url);
    const page = await fetch(mock.url + pathname, { redirect: 'error' });
    expect([page.status, hash]).toEqual([200, '#job_not_found']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain(` id="${hash.slice(1)}"`);
    expect((await fetch(mock.url, { redirect: 'manual' })).headers.get('location')).toBe('/docs/');
    expect(await (await fetch(`${mock.url}/openapi.json`)).json()).toEqual(spec);
    const person = await fetch(`${mock.url}/docs/missing`, { headers: { Accept: 'text/html' } });
    expect([person.status, person.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const program = await fetch(`${mock.url}/docs/missing`);
    expect(await program.json()).toMatchObject({ status: 404, code: 'route_not_found', instance: '/docs/missing' });
  });
});
