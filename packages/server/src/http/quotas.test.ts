import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { defineJob } from '../engine/job-definition.ts';
import { openServer, runningServer, testKeys } from '../test/running-server.ts';

/** A job that stays queued for as long as the test runs. */
const open = () => ({
  type: 'demo.batch',
  input: { items: 1, item_ms: 0 },
  scheduled_for: new Date(Date.now() + 3_600_000).toISOString(),
});

test('a create beyond the open jobs of the organization is 429 with a time to wait, and another organization is not (S16)', async () => {
  const { send, create } = await runningServer({ openJobsPerOrganization: 2 });
  const first = await create(open());
  await create(open());

  const refused = await send('POST', '/v1/jobs', { json: open() });

  expect(refused.status).toBe(429);
  expect(refused.body).toMatchObject({ code: 'rate_limited', retryable: true });
  expect(refused.body.detail).toContain('2 open jobs');
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(2);
  expect((await send('POST', '/v1/jobs', { json: open(), key: testKeys.globex })).status).toBe(201);
  await send('POST', `/v1/jobs/${first.id}/cancel`);
  expect((await send('POST', '/v1/jobs', { json: open() })).status).toBe(201);
});

test('a refused create leaves its idempotency key free, and a replay is answered over the quota (S16)', async () => {
  const { send } = await runningServer({ openJobsPerOrganization: 1 });
  const json = open();
  const create = (key: string) => send('POST', '/v1/jobs', { json, headers: { 'Idempotency-Key': key } });
  const first = await create('one');

  expect((await create('two')).status).toBe(429);
  const replayed = await create('one');
  expect([replayed.status, replayed.text]).toEqual([201, first.text]);
  await send('POST', `/v1/jobs/${first.body.id}/cancel`);
  const second = await create('two');
  expect([second.status, second.headers.get('idempotent-replayed')]).toEqual([201, null]);
});

test('results beyond the stored bytes are kept, and creates are 429 until something is deleted (S16)', async () => {
  const large = defineJob({
    type: 'test.large',
    description: 'Emits more than its organization may store.',
    input: { type: 'object' },
    run: ({ emit }) => emit({ output: 'x'.repeat(20_000) }),
  });
  const { send, create, ended } = await runningServer({ handlers: [large], storedBytesPerOrganization: 10_000 });
  const job = await create({ type: 'test.large', input: {} });
  expect((await ended(job.id)).status).toBe('completed');
  expect((await send('GET', `/v1/jobs/${job.id}/results`)).body.data[0].output).toHaveLength(20_000);

  const refused = await send('POST', '/v1/jobs', { json: { type: 'test.large', input: {} } });
  expect([refused.status, refused.body.code]).toEqual([429, 'rate_limited']);
  expect(refused.body.detail).toContain('10000 bytes');
  expect(refused.headers.get('retry-after')).toBe('60');

  await send('DELETE', `/v1/jobs/${job.id}`);
  expect((await send('POST', '/v1/jobs', { json: { type: 'test.large', input: {} } })).status).toBe(201);
});

test('the capabilities show the quotas, which are null where there is none', async () => {
  const asGiven = await runningServer({ openJobsPerOrganization: null, storedBytesPerOrganization: 5 });
  const { body: given } = await asGiven.send('GET', '/v1/capabilities');
  expect(given.limits).toMatchObject({ active_jobs_per_organization: null, stored_bytes_per_organization: 5 });

  const { send } = await runningServer();
  const { limits } = (await send('GET', '/v1/capabilities')).body;
  expect(limits).toMatchObject({
    active_jobs_per_organization: 100_000,
    stored_bytes_per_organization: 10_737_418_240,
  });
});

test('the quotas hold after a restart, and what is kept for a replay holds no secret (S12, S33)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-quotas-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const options = { data: join(folder, 'data'), openJobsPerOrganization: 1 };
  const first = await openServer(options);
  const json = { ...open(), input: { items: 1, item_ms: 0 } };
  await first.send('POST', '/v1/jobs', {
    json,
    headers: { 'Idempotency-Key': 'one', 'X-Request-Id': 'canary-request' },
  });
  await first.close();

  const second = await openServer(options);
  const refused = await second.send('POST', '/v1/jobs', { json });
  await second.close();

  expect(refused.status).toBe(429);
  const files = await readdir(options.data);
  const stored = await Promise.all(files.map((name) => readFile(join(options.data, name), 'latin1')));
  for (const secret of [testKeys.acme, 'canary-request']) expect(stored.join()).not.toContain(secret);
});
