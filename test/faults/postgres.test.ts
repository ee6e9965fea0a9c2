import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { faultyServer } from './faulty-server.ts';
import { someOf } from './thorough.ts';
import { withFailpoint } from './with-failpoint.ts';

const small = { items: 1, item_ms: 0 };

test.each(
  someOf(2, [
    { what: 'a claim', armedBy: '"lease_owner" =' },
    { what: 'an end', armedBy: '^update "jobs" set .*"finished_at"' },
    { what: 'a result', armedBy: 'into "job_results"' },
  ]),
)(
  'of a job with $what whose commit was carried out and never answered, nothing is done twice and no attempt is lost (F31)',
  async ({ armedBy }) => {
    const { server, create, ended, worker } = faultyServer({ databaseUrl: await databaseUrlOfTest() });
    await server.start(withFailpoint({ statement: '^commit', armedBy, times: 1, what: 'answer_lost' }));

    const { id } = await create(small, { max_attempts: 1 });

    expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1, progress: { completed: 1 } });
    expect(worker(id).filter((line) => line.includes('emitted'))).toEqual(['1 emitted item-0']);
  },
);

test.each(
  someOf(1, [
    { what: 'create', armedBy: 'into "jobs"' },
    { what: 'cancel', armedBy: '"cancel_requested_at"' },
  ]),
)(
  'a $what whose commit was carried out and never answered is answered 503, and may be repeated (F31)',
  async ({ what, armedBy }) => {
    const { server, folder, create, ended, send } = faultyServer({ databaseUrl: await databaseUrlOfTest() });
    const whileExists = join(folder, 'armed');
    await server.start(withFailpoint({ statement: '^commit', armedBy, whileExists, times: 1, what: 'answer_lost' }));
    const busy = await create({ ...small, holds: 1 });
    await eventually('it runs', async () => (await send('GET', `/v1/jobs/${busy.id}`)).body.status === 'running');
    const ask = () =>
      what === 'cancel'
        ? send('POST', `/v1/jobs/${busy.id}/cancel`)
        : send('POST', '/v1/jobs', { json: { type: 'history.steps', input: small }, key: 'one' });
    writeFileSync(whileExists, '');

    const first = await ask();
    const second = await ask();

    expect([first.status, first.headers['retry-after']]).toEqual([503, expect.any(String)]);
    rmSync(whileExists);
    if (what === 'cancel') {
      expect(second).toMatchObject({ status: 200 });
      expect(await ended(busy.id)).toMatchObject({ status: 'cancelled' });
    } else {
      expect(second).toMatchObject({ status: 201, headers: { 'idempotent-replayed': 'true' } });
      expect((await send('GET', '/v1/jobs')).body.data).toHaveLength(2);
    }
  },
);

// All transactions share the statements between two conflicts: where those are too few, none comes through.
test.each(someOf(1, [13, 29, 61]))(
  'while one statement in %i finds another transaction in its way, every request is answered and every job done (F32)',
  async (each) => {
    const { server, create, ended } = faultyServer({ databaseUrl: await databaseUrlOfTest() });
    await server.start(
      withFailpoint({ statement: '^(select|insert|update|delete|with)', from: 60, each, what: 'conflict' }),
    );

    const made = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const key = `key-${index}`;
        const created = eventually('it is created', () =>
          create(small, { max_attempts: 1 }, { key }).catch(() => false),
        );
        return (await created).id;
      }),
    );

    for (const id of made) expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  },
);
