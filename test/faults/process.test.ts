import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { runJobwire } from '../cli/jobwire.ts';
import { logOfFaults } from '../cli/log-of-faults.ts';
import { faultyServer } from './faulty-server.ts';

test('a stop claims nothing new and requeues what does not end without spending an attempt (F25)', async () => {
  const { server, folder, create, ended, get, send, worker } = faultyServer();
  await server.start({ environment: { JOBWIRE_DRAIN: '8s', JOBWIRE_SHUTDOWN: '60s' } });
  const once = { max_attempts: 1 };
  const gate = join(folder, 'gate');
  const long = await create({ items: 1, item_ms: 0, holds: 2 }, once);
  const short = await Promise.all(Array.from({ length: 7 }, () => create({ gate }, { ...once, type: 'fault.gated' })));
  await eventually('all run', () => [long, ...short].every(({ id }) => worker(id).includes('1 started')));
  const waiting = await create({ items: 1, item_ms: 0 }, once);
  const stopped = server.stop();
  await eventually('it stops', () => server.running.stdout().includes('Stopping: 8 jobs'));
  writeFileSync(gate, '');
  const { exitCode, stderr } = await stopped;
  expect({ exitCode, log: logOfFaults(stderr) }).toEqual({ exitCode: 0, log: '' });
  expect(worker(waiting.id)).toEqual([]);

  await server.start();
  for (const { id } of [...short, waiting]) expect(await ended(id)).toMatchObject({ status: 'completed' });
  await eventually('it goes on', () => worker(long.id).includes('2 started'));
  expect(await get(long.id)).toMatchObject({ status: 'running', attempt: 2 });
  await send('POST', `/v1/jobs/${long.id}/cancel`);
  expect(await ended(long.id)).toMatchObject({ status: 'cancelled' });
});

test('a handler that leaves errors behind fails its own job alone (F26)', async () => {
  const { server, create, ended } = faultyServer();
  await server.start();
  const other = await create({ items: 5, item_ms: 50 });
  const promise = await create({ leaves: 'a promise' }, { type: 'fault.stray' });
  const exception = await create({ leaves: 'an exception' }, { type: 'fault.stray' });
  const failed = (message: string) => ({ status: 'failed', error: { code: 'handler_error', message } });
  expect(await ended(promise.id)).toMatchObject(failed('nobody waits for this promise'));
  expect(await ended(exception.id)).toMatchObject(failed('nobody can catch this'));
  for (const leaves of ['an error whose message throws', 'a proxy that was revoked']) {
    const { id } = await create({ leaves }, { type: 'fault.stray' });
    expect(await ended(id)).toMatchObject({ status: 'failed', error: { code: 'handler_error' } });
  }
  expect(await ended(other.id)).toMatchObject({ status: 'completed', attempt: 1 });
  const { exitCode, stderr } = await server.stop();
  expect(exitCode).toBe(0);
  expect(stderr).toContain('nobody waits for this promise');
  expect(stderr).toContain('nobody can catch this');
});

test('a handler that takes all memory costs an attempt of every running job, and no more (F27)', async () => {
  const { server, folder, create, ended, worker } = faultyServer();
  const nodeOptions = ['--max-old-space-size=64'];
  const gate = join(folder, 'gate');
  await server.start({ nodeOptions });
  const grows = await create({ gate }, { type: 'fault.grow' });
  const hopeless = await create({ gate, always: true }, { type: 'fault.grow', max_attempts: 1 });
  await eventually('both run', () => [grows, hopeless].every(({ id }) => worker(id).includes('1 started')));
  writeFileSync(gate, '');
  expect((await server.running.ended).exitCode).not.toBe(0);

  await server.start({ nodeOptions });
  expect(await ended(grows.id)).toMatchObject({ status: 'completed', attempt: 2 });
  expect(await ended(hopeless.id)).toMatchObject({ status: 'failed', error: { code: 'attempts_exhausted' } });
});

test('a second server is refused its folder by name of the first, and takes it over when that is dead (F38)', async () => {
  const { server, data, create, ended } = faultyServer();
  const { pid } = await server.start();
  const { id } = await create({ items: 1, item_ms: 0 });
  const refused = await runJobwire(['serve', '--port', '0', '--data', data], {
    environment: { JOBWIRE_API_KEYS: 'sk_other=acme' },
  });
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(`in use by process ${pid} on `) });
  await server.kill();

  // As after the restart of a container: the process that the note names is alive, and is somebody else.
  const note = { pid: process.pid, host: 'here', since: new Date().toISOString() };
  writeFileSync(join(data, 'holder.json'), JSON.stringify(note));
  await server.start();
  expect(await ended(id)).toMatchObject({ status: 'completed' });
});
