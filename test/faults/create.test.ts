import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultyServer, withFailpoint } from './faulty-server.ts';

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
