import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { sharedServers } from './shared-servers.ts';

test('a job whose worker is killed, or stands still past its lease, goes on in another process (F17, F18)', async () => {
  const { start, create, ended, worker, send } = await sharedServers();
  await start('api');
  // Neither can take all of the jobs.
  const four = { flags: ['--concurrency', '4'] };
  const [killed, stopped] = [await start('worker', four), await start('worker', four)];
  const jobs = await Promise.all(Array.from({ length: 8 }, () => create({ items: 3, item_ms: 800 })));
  await eventually('all of them run', () => jobs.every(({ id }) => worker(id).includes('1 started')));

  // One of the two leads: the other one has to take that over as well.
  killed.signal('SIGKILL');
  stopped.signal('SIGSTOP');
  await start('worker');
  await Promise.all(
    jobs.map(async ({ id }) => expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 2 })),
  );
  const seen = await Promise.all(jobs.map(({ id }) => send('GET', `/v1/jobs/${id}/results`)));
  stopped.signal('SIGCONT');

  await eventually('whoever comes back is told to stop', () =>
    jobs.some(({ id }) => worker(id).includes('1 signal fenced')),
  );
  for (const [index, { id }] of jobs.entries()) {
    expect((await send('GET', `/v1/jobs/${id}/results`)).text).toBe(seen[index]?.text);
  }
});

test('parallel creates with one key make one job, however many processes they come to (F3)', async () => {
  const { start, send } = await sharedServers();
  await Promise.all([start('api'), start('api')]);
  const create = () =>
    send('POST', '/v1/jobs', { json: { type: 'history.steps', input: { items: 1, item_ms: 0 } }, key: 'one' });

  const answers = await Promise.all(Array.from({ length: 50 }, create));

  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers['idempotent-replayed'] !== 'true')).toHaveLength(1);
  expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
});
