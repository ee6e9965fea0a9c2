import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { organizationKeys } from '../history/kill-run.ts';
import { RecordingClient } from '../history/recording-client.ts';
import { onBothDatabases, type TestedDatabase, thoroughlyOnBothDatabases } from './databases.ts';
import { faultyServer } from './faulty-server.ts';
import { replyDroppingProxy } from './reply-dropping-proxy.ts';
import { thorough } from './thorough.ts';
import { type Failpoint, withFailpoint } from './with-failpoint.ts';

const input = { items: 1, item_ms: 0 };

/** Each with the statement that is the last one of its server, or the first one that it does not come to. */
const steps: readonly {
  where: string;
  point: Omit<Failpoint, 'whileExists'>;
  kept: boolean;
  only?: TestedDatabase['name'];
}[] = [
  { where: 'before its transaction', point: { statement: '^begin', what: 'kill' }, kept: false },
  { where: 'after its key is stored', point: { statement: 'into "job_inputs"', what: 'kill' }, kept: false },
  {
    where: 'after its row is stored',
    point: { statement: '^release one_write', armedBy: 'into "jobs"', what: 'kill' },
    kept: false,
    only: 'SQLite',
  },
  {
    where: 'before what the organization occupies is counted',
    point: { statement: '"organization_usage"', armedBy: 'into "jobs"', what: 'kill' },
    kept: false,
    only: 'PostgreSQL',
  },
  { where: 'before its commit', point: { statement: '^commit', armedBy: 'into "jobs"', what: 'kill' }, kept: false },
  {
    where: 'after its commit',
    point: { statement: '^commit', armedBy: 'into "jobs"', what: 'kill_after' },
    kept: true,
  },
];

/** On PostgreSQL the fast run is content with the last two. */
function stepsOn(name: TestedDatabase['name']) {
  const all = steps.filter(({ only = name }) => only === name);
  return name === 'SQLite' || thorough ? all : all.slice(-2);
}

test.each(onBothDatabases)(
  'a create whose server on $name is killed at any of its steps makes one job when it is repeated (F1)',
  async ({ name, databaseUrl }) => {
    const { server, folder, send, ended, worker } = faultyServer({ databaseUrl: await databaseUrl() });
    const steps = stepsOn(name);
    const whileExists = join(folder, 'armed');
    for (const [index, { where, point, kept }] of steps.entries()) {
      const create = () => send('POST', '/v1/jobs', { json: { type: 'history.steps', input }, key: where });
      if (index === 0) await server.start(withFailpoint({ ...point, whileExists }));
      writeFileSync(whileExists, '');
      expect([where, (await create()).status]).toEqual([where, null]);
      expect([where, (await server.running.ended).stderr]).toEqual([where, expect.stringContaining('the failpoint')]);
      rmSync(whileExists);

      // The server that takes the repetition is the one that dies at the next step.
      const next = steps[index + 1];
      await server.start(next === undefined ? {} : withFailpoint({ ...next.point, whileExists }));
      const repeated = await create();
      const replayed = kept ? 'true' : undefined;
      expect([where, repeated.status, repeated.headers['idempotent-replayed']]).toEqual([where, 201, replayed]);
      expect(await ended(repeated.body.id)).toMatchObject({ status: 'completed', attempt: 1 });
      expect(worker(repeated.body.id).filter((line) => line.endsWith('started'))).toEqual(['1 started']);
      expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(index + 1);
    }
  },
);

test.each(thoroughlyOnBothDatabases)(
  'a create whose reply is lost on the way from a server on $name is answered with the same job when it is repeated (F2)',
  async ({ databaseUrl }) => {
    const { server, ended, entries, worker, send } = faultyServer({ databaseUrl: await databaseUrl() });
    await server.start();
    const proxy = await replyDroppingProxy(server.url);
    const client = new RecordingClient(
      () => proxy.url,
      organizationKeys,
      (entry) => entries.push(entry),
    );
    const create = () =>
      client.call('acme', 'POST', '/v1/jobs', { json: { type: 'history.steps', input }, key: 'one' });
    proxy.drop = 2;

    expect([(await create()).status, (await create()).status, proxy.dropped]).toEqual([null, null, 2]);
    const answered = await create();

    expect(answered).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
    const { id } = JSON.parse(answered.text);
    await ended(id);
    expect((await send('GET', '/v1/jobs')).body.data).toMatchObject([{ id }]);
    expect(worker(id).filter((line) => line.endsWith('started'))).toEqual(['1 started']);
  },
);

test.each(thoroughlyOnBothDatabases)(
  'parallel creates with one key make one job though their server on $name is killed among them (F3)',
  async ({ databaseUrl }) => {
    const { server, folder, send } = faultyServer({ databaseUrl: await databaseUrl() });
    const whileExists = join(folder, 'armed');
    await server.start(
      withFailpoint({ statement: '^commit', armedBy: 'into "jobs"', what: 'kill_after', whileExists }),
    );
    writeFileSync(whileExists, '');
    const create = () => send('POST', '/v1/jobs', { json: { type: 'history.steps', input }, key: 'one' });
    const many = () => Promise.all(Array.from({ length: 50 }, create));
    expect(new Set((await many()).map(({ status }) => status))).toEqual(new Set([null]));

    await server.start();
    const answers = await many();
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
    expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(1);
  },
);
