import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { organizationKeys } from '../history/kill-run.ts';
import { RecordingClient } from '../history/recording-client.ts';
import { faultyServer } from './faulty-server.ts';
import { replyDroppingProxy } from './reply-dropping-proxy.ts';
import { withFailpoint } from './with-failpoint.ts';

const input = { items: 1, item_ms: 0 };

test.each([
  { where: 'before its transaction', point: { statement: '^begin immediate' }, kept: false },
  { where: 'after its key is stored', point: { statement: 'into "job_inputs"' }, kept: false },
  { where: 'after its row is stored', point: { statement: '^release one_write', armedBy: 'into "jobs"' }, kept: false },
  { where: 'before its commit', point: { statement: '^commit', armedBy: 'into "jobs"' }, kept: false },
  { where: 'after its commit', point: { statement: '^commit', armedBy: 'into "jobs"', after: true }, kept: true },
])('a create whose server is killed $where makes one job when it is repeated (F1)', async ({ point, kept }) => {
  const { server, folder, send, ended, worker } = faultyServer();
  const whileExists = join(folder, 'armed');
  const { after = false, ...given } = { after: false, ...point };
  await server.start(withFailpoint({ ...given, whileExists, what: after ? 'kill_after' : 'kill' }));
  writeFileSync(whileExists, '');
  const create = () => send('POST', '/v1/jobs', { json: { type: 'history.steps', input }, key: 'one' });

  expect(existsSync(whileExists)).toBe(true);
  expect((await create()).status).toBe(null);
  expect((await server.running.ended).stderr).toContain('the failpoint was reached');

  await server.start();
  const repeated = await create();
  expect([repeated.status, repeated.headers['idempotent-replayed']]).toEqual([201, kept ? 'true' : undefined]);
  expect(await ended(repeated.body.id)).toMatchObject({ status: 'completed', attempt: 1 });
  expect(worker(repeated.body.id).filter((line) => line.endsWith('started'))).toEqual(['1 started']);
  expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
});

test('a create whose reply is lost on the way is answered with the same job when it is repeated (F2)', async () => {
  const { server, ended, entries, worker, send } = faultyServer();
  await server.start();
  const proxy = await replyDroppingProxy(server.url);
  const client = new RecordingClient(
    () => proxy.url,
    organizationKeys,
    (entry) => entries.push(entry),
  );
  const create = () => client.call('acme', 'POST', '/v1/jobs', { json: { type: 'history.steps', input }, key: 'one' });
  proxy.drop = 2;

  expect([(await create()).status, (await create()).status, proxy.dropped]).toEqual([null, null, 2]);
  const answered = await create();

  expect(answered).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
  const { id } = JSON.parse(answered.text);
  await ended(id);
  expect((await send('GET', '/v1/jobs')).body.data).toMatchObject([{ id }]);
  expect(worker(id).filter((line) => line.endsWith('started'))).toEqual(['1 started']);
});

test('parallel creates with one key make one job though their server is killed among them (F3)', async () => {
  const { server, folder, send } = faultyServer();
  const whileExists = join(folder, 'armed');
  await server.start(withFailpoint({ statement: '^commit', armedBy: 'into "jobs"', what: 'kill_after', whileExists }));
  writeFileSync(whileExists, '');
  const create = () => send('POST', '/v1/jobs', { json: { type: 'history.steps', input }, key: 'one' });
  const many = () => Promise.all(Array.from({ length: 50 }, create));
  expect(new Set((await many()).map(({ status }) => status))).toEqual(new Set([null]));

  await server.start();
  const answers = await many();
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
});
