import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { createJobServer } from './create-job-server.ts';
import { ApiKeys } from './http/api-keys.ts';
import { demoBatch } from './job-types/demo-batch.ts';

const body = { type: 'demo.batch', input: { items: 1, item_ms: 0 }, metadata: { 'a\u00e4': '"\\' } };

test.each([
  { name: 'JSON', parser: express.json() },
  { name: 'text', parser: express.text({ type: 'application/json' }) },
  { name: 'bytes', parser: express.raw({ type: 'application/json' }) },
])('an app that has read the body before, as $name, creates jobs all the same', async ({ parser }) => {
  const send = await mounted((app, jobs) => app.use(parser, jobs));
  const created = await send('POST', '/v1/jobs', JSON.stringify(body));
  expect(created).toMatchObject({ status: 201, body: { type: 'demo.batch', metadata: body.metadata } });
  const cancelled = await send('POST', `${created.body.links.self}/cancel`);
  expect([200, 409]).toContain(cancelled.status);
});

test.each([
  { name: 'text that cannot be stored', given: { ...body, name: '\0' }, want: 'NUL' },
  {
    name: 'what is nested too deeply',
    given: { ...body, input: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) },
    want: 'deeper than 32 levels',
  },
  { name: 'an unknown member', given: { ...body, own: 1 }, want: 'own' },
])('what an app has read before is refused for $name as it would be otherwise', async ({ given, want }) => {
  const send = await mounted((app, jobs) => app.use(express.json(), jobs));
  const refused = await send('POST', '/v1/jobs', JSON.stringify(given));
  expect(refused).toMatchObject({ status: 400, body: { code: 'validation_error' } });
  expect(JSON.stringify(refused.body)).toContain(want);
});

test('below a path of an app, location and links are relative to that path, and the app answers the rest', async () => {
  const send = await mounted((app, jobs) => {
    app.use('/api', jobs);
    app.get('/own', (_request, response) => response.json('own'));
  });
  const created = await send('POST', '/api/v1/jobs', JSON.stringify(body));
  const { self, results, events } = created.body.links;
  expect(created.location).toBe(self);
  for (const link of [self, results, events]) expect((await send('GET', `/api${link}`)).status).toBe(200);
  expect(await send('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { instance: '/api/v1/nothing' } });
  expect((await send('GET', '/own')).body).toBe('own');
  expect((await send('GET', '/api/healthz')).status).toBe(200);
  expect((await send('GET', '/api/metrics')).status).toBe(404);
});

/** An app of one's own with a job server in it, which does not listen itself. */
async function mounted(mount: (app: Express, jobs: Express) => void) {
  const keys = new ApiKeys();
  keys.add('sk_own', { organizationId: 'acme', access: 'write' });
  const jobs = await createJobServer({ handlers: [demoBatch], keys, data: ':memory:', checkResponses: 'all' });
  const app = express();
  mount(app, jobs.app);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await jobs.close();
  });
  const { port } = server.address() as AddressInfo;
  return async (method: string, path: string, json?: string) => {
    const headers = {
      Authorization: 'Bearer sk_own',
      ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
    };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers,
      ...(json === undefined ? {} : { body: json }),
    });
    const isJson = response.headers.get('content-type')?.includes('json');
    // biome-ignore lint/suspicious/noExplicitAny: what a test expects of an answer is what it tests.
    const answered = (await (isJson ? response.json() : response.text())) as any;
    return { status: response.status, location: response.headers.get('location'), body: answered };
  };
}
