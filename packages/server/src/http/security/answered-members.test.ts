import { type OperationId, operations } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { expect, test } from 'vitest';
import { dereference } from '../../router/contract-operation.ts';
import { type Answer, runningServer } from '../../test/running-server.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The places in a value that its schema does not name. A schema that takes any member takes what is below it too. */
function undeclared(value: unknown, given: Schema, place = ''): string[] {
  const schema = dereference(given);
  const parts = [schema.allOf, schema.oneOf, schema.anyOf].flat().filter((part) => part !== undefined) as Schema[];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => undeclared(item, (schema.items ?? {}) as Schema, `${place}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return [];
  if (parts.length > 0 && schema.properties === undefined) {
    const found = parts.map((part) => undeclared(value, part, place));
    return found.sort((one, other) => one.length - other.length)[0] ?? [];
  }
  const properties = schema.properties as Readonly<Record<string, Schema>> | undefined;
  if (properties === undefined) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const declared = properties[name];
    return declared === undefined ? [`${place}/${name}`] : undeclared(member, declared, `${place}/${name}`);
  });
}

function schemaOf(id: OperationId, { status, headers }: Answer): Schema {
  const { method, path } = operations[id];
  const operation = spec.paths[path]?.[method] as { readonly responses: Record<string, Schema> };
  const { content } = dereference(operation.responses[status] ?? {}) as { content: Record<string, { schema: Schema }> };
  return content[headers.get('content-type') ?? '']?.schema ?? {};
}

test('no answer has a member that the contract does not name (S9)', async () => {
  const { send, create, ended } = await runningServer();
  const job = await create({ type: 'demo.batch', input: { items: 3, item_ms: 0, fail_at: 2 }, metadata: { a: 'b' } });
  await ended(job.id);
  const cancelled = await create({ type: 'demo.batch', input: { items: 3, item_ms: 60_000 } });
  const self = `/v1/jobs/${job.id}`;
  const bulk = { job_ids: [job.id, cancelled.id, 'job_none'] };
  const answers: [OperationId, number, Answer][] = [
    [
      'createJob',
      201,
      await send('POST', '/v1/jobs', { json: { type: 'demo.batch', input: { items: 1, item_ms: 0 } } }),
    ],
    ['createJob', 400, await send('POST', '/v1/jobs', { json: { type: 'none', input: {} } })],
    ['listJobs', 200, await send('GET', '/v1/jobs')],
    ['getJob', 200, await send('GET', self)],
    ['getJob', 200, await send('GET', `${self}?include=input`)],
    ['getJob', 404, await send('GET', '/v1/jobs/job_none')],
    ['cancelJob', 409, await send('POST', `${self}/cancel`)],
    ['cancelJobs', 200, await send('POST', '/v1/jobs/cancel', { json: bulk })],
    ['cancelJob', 200, await send('POST', `/v1/jobs/${cancelled.id}/cancel`)],
    ['listJobResults', 200, await send('GET', `${self}/results`)],
    ['listJobEvents', 200, await send('GET', `${self}/events`)],
    ['getCapabilities', 200, await send('GET', '/v1/capabilities')],
    ['getCapabilities', 401, await send('GET', '/v1/capabilities', { key: null })],
  ];
  for (const [id, status, answer] of answers) {
    expect([id, answer.status]).toEqual([id, status]);
    const schema = schemaOf(id, answer);
    expect(Object.keys(dereference(schema))).toContain('properties');
    expect([id, status, undeclared(answer.body, schema)]).toEqual([id, status, []]);
  }
});

test('a member that the contract does not name would be found', () => {
  const job = { $ref: '#/components/schemas/Job' };
  expect(undeclared({ id: 'a', lease_owner: 'x', progress: { total: 1, spent: 1 } }, job)).toEqual([
    '/lease_owner',
    '/progress/spent',
  ]);
});
