import { conformanceClasses, operations } from '@jobwire/contract';
import { expect, test } from 'vitest';
import { demoBatch } from '../job-types/demo-batch.ts';
import { runningServer, testKeys } from '../test/running-server.ts';
import { WebhookSecrets } from '../webhooks/webhook-secrets.ts';

test('the capabilities say what the server offers and where its limits are', async () => {
  const { send } = await runningServer({ graceMs: 2500, retentionMs: 3_600_999, waitersPerOrganization: 7 });

  const { status, body } = await send('GET', '/v1/capabilities', { key: testKeys.reader });

  expect(status).toBe(200);
  expect(body.cancellation_grace_seconds).toBe(3);
  expect(body.job_types).toEqual([
    { type: 'demo.batch', description: demoBatch.description, input_schema: demoBatch.input },
  ]);
  expect(body.limits).toMatchObject({
    body_bytes: 1_048_576,
    body_depth: 32,
    type_length: 64,
    name_length: 200,
    reason_length: 500,
    metadata_pairs: 16,
    priority: 9,
    timeout_seconds: 604_800,
    scheduled_ahead_seconds: 31_536_000,
    max_attempts: 20,
    page_size: 100,
    wait_seconds: 60,
    retention_seconds: 3600,
    waiters_per_organization: 7,
  });
});

test('the operations of the classes that it names are served, and those of no other class', async () => {
  const { send } = await runningServer();
  const { body } = await send('GET', '/v1/capabilities');
  const named: string[] = body.conformance_classes;
  expect(named).toContain('core');

  for (const [name, { operations: ids }] of Object.entries(conformanceClasses)) {
    for (const id of ids) {
      const { method, path } = operations[id];
      const answer = await send(method.toUpperCase(), path.replace('{job_id}', 'job_none'));
      expect([id, answer.body.code === 'route_not_found']).toEqual([id, !named.includes(name)]);
    }
  }
});

test('a member of a class that is not served is refused', async () => {
  const { send } = await runningServer();
  const { body } = await send('GET', '/v1/capabilities');
  if (body.conformance_classes.includes('webhooks')) return;

  const json = { type: 'demo.batch', input: { items: 0, item_ms: 0 }, webhook: { url: 'https://example.com' } };
  expect((await send('POST', '/v1/jobs', { json })).body.code).toBe('validation_error');
});

test('a path that nobody declares is a problem too', async () => {
  const { send } = await runningServer();

  for (const path of ['/', '/v1', '/v2/jobs', '/favicon.ico', '/V1/jobs', '/%zz']) {
    const { status, body, headers } = await send('GET', path, { key: null });
    expect([path, status]).toEqual([path, path === '/%zz' ? status : 404]);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body.request_id).toBe(headers.get('x-request-id'));
    expect(status).toBeLessThan(500);
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

test('class webhooks is offered to the organizations that have a secret', async () => {
  const secrets = new WebhookSecrets();
  secrets.add('acme', `whsec_${Buffer.alloc(32, 1).toString('base64')}`);
  const { send } = await runningServer({ webhooks: { secrets } });
  const offered = async (key: string) => (await send('GET', '/v1/capabilities', { key })).body.conformance_classes;

  expect(await offered(testKeys.acme)).toContain('webhooks');
  expect(await offered(testKeys.globex)).not.toContain('webhooks');
});
