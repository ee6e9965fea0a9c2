import { describe, expect, test } from 'vitest';
import { defineJob } from './engine/job-definition.ts';
import { runningServer } from './test/running-server.ts';
import { TestClock } from './test/test-clock.ts';

const anything = (type: string, run = async () => {}) =>
  defineJob<unknown>({ type, description: 'Anything.', input: { type: 'object' }, run });

describe('a server with a handler for types that it does not list', () => {
  test('runs the jobs of those types, and refuses the others', async () => {
    const handlerOf = (type: string) => (type.startsWith('any.') ? anything(type) : null);
    const { create, ended, send } = await runningServer({ handlerOf });
    const { id } = await create({ type: 'any.thing', input: { colour: 'red' } });
    expect(await ended(id)).toMatchObject({ status: 'completed' });
    const refused = await send('POST', '/v1/jobs', { json: { type: 'other', input: {} } });
    expect(refused.body).toMatchObject({ code: 'validation_error' });
    const { job_types: types } = (await send('GET', '/v1/capabilities')).body;
    expect(types.map(({ type }: { type: string }) => type)).toEqual(['demo.batch']);
  });
});

describe('a server that tells of its jobs', () => {
  test('names each move with where it came from, and starts no job before it is let', async () => {
    const told: string[] = [];
    const permission = Promise.withResolvers<void>();
    const { create, ended, send } = await runningServer({
      handlers: [anything('a')],
      onTransition: (job, from) => told.push(`${from} to ${job.status}`),
      beforeAttempt: () => permission.promise,
    });
    const { id } = await create({ type: 'a', input: {} });
    expect((await send('GET', `/v1/jobs/${id}`)).body.status).toBe('queued');
    permission.resolve();
    await ended(id);
    expect(told).toEqual(['null to queued', 'queued to running', 'running to completed']);
  });
});

describe('a job whose attempt is lost on purpose', () => {
  test('goes back into the queue at once, and another attempt completes it', async () => {
    const clock = new TestClock();
    const begun = Promise.withResolvers<void>();
    let attempts = 0;
    const run = async () => {
      attempts += 1;
      begun.resolve();
      if (attempts === 1) await new Promise<never>(() => {});
    };
    const { server, create, send } = await runningServer({ handlers: [anything('a', run)], clock, random: () => 0 });
    const { id } = await create({ type: 'a', input: {} });
    await begun.promise;
    expect(await server.engine.loseAttempt(id)).toBe(true);
    expect((await send('GET', `/v1/jobs/${id}`)).body).toMatchObject({ status: 'queued', attempt: 1 });
    expect(await server.engine.loseAttempt(id)).toBe(false);
    await clock.advance(500);
    expect((await send('GET', `/v1/jobs/${id}`)).body).toMatchObject({ status: 'completed', attempt: 2 });
  });
});
