import { expect, test } from 'vitest';
import { defineJob } from '../../engine/job-definition.ts';
import { runningServer } from '../../test/running-server.ts';

const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** A handler that gives its input back, as a result and in an error. */
const echo = defineJob({
  type: 'echo',
  description: 'Gives back what it is given.',
  input: { type: 'object' },
  run: ({ input, emit }) => emit({ output: input }),
});

test('members named like those of every object are data on their whole way, and change no object (S28)', async () => {
  const { send, ended } = await runningServer({ handlers: [echo] });
  const pairs = names.map((name) => `"${name}":"stored"`).join();
  const input = `{"deep":{${names.map((name) => `"${name}":{"polluted":"yes"}`).join()}},${pairs}}`;
  const json = JSON.parse(`{"type":"echo","input":${input},"metadata":{${pairs}}}`);

  const created = await send('POST', '/v1/jobs', { json, headers: { 'Idempotency-Key': '__proto__' } });
  expect(created.status, created.text).toBe(201);
  const { id } = await ended(created.body.id);

  const stored = await send('GET', `/v1/jobs/${id}?include=input`);
  expect(stored.text).toContain(`"metadata":{${pairs}}`);
  expect(stored.text).toContain(`"input":${input}`);
  expect((await send('GET', `/v1/jobs/${id}/results`)).text).toContain(`"output":${input}`);
  for (const name of names) {
    const listed = await send('GET', `/v1/jobs?metadata[${name}]=stored`);
    expect([name, listed.body.data.map((job: { id: string }) => job.id)]).toEqual([name, [id]]);
    expect((await send('GET', `/v1/jobs?metadata[${name}]=other`)).body.data).toEqual([]);
  }
  const replayed = await send('POST', '/v1/jobs', { json, headers: { 'Idempotency-Key': '__proto__' } });
  expect(replayed.text).toBe(created.text);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.prototype.toString.call({})).toBe('[object Object]');
});
