import { spec } from '@jobwire/contract/spec';
import { describe, expect, test } from 'vitest';
import { runningServer } from '../../test/running-server.ts';

type Schemas = Record<string, { readonly properties: Record<string, unknown> }>;
const schemas = spec.components.schemas as unknown as Schemas;

const acceptable = Object.keys(schemas.CreateJobRequest?.properties ?? {});
const ownMembers = Object.keys(schemas.Job?.properties ?? {}).filter((name) => !acceptable.includes(name));

describe('a member that only the server sets is refused, and nothing is stored (S8)', () => {
  test('in a create, one by one', async () => {
    const { send } = await runningServer();
    const good = { type: 'demo.batch', input: { items: 0, item_ms: 0 } };
    const inside = [
      'attempts_spent',
      'runnable_at',
      'lease_owner',
      'org_id',
      'tenant',
      'state',
      '__proto__',
      'toString',
    ];
    expect(ownMembers).toEqual(expect.arrayContaining(['id', 'status', 'organization_id', 'attempt', 'created_at']));
    for (const name of [...ownMembers, ...inside]) {
      const json = JSON.parse(JSON.stringify(good).replace('{', `{"${name}":"acme",`));
      const { status, body } = await send('POST', '/v1/jobs', { json });
      expect([name, status, body.code]).toEqual([name, 400, 'validation_error']);
    }
    expect((await send('GET', '/v1/jobs')).body.data).toEqual([]);
  });

  test('in a cancel and in a bulk cancel', async () => {
    const { send, create } = await runningServer();
    const scheduled = new Date(Date.now() + 3_600_000).toISOString();
    const job = await create({ type: 'demo.batch', input: { items: 0, item_ms: 0 }, scheduled_for: scheduled });
    for (const name of ['status', 'organization_id', 'forced', 'requested_at', '__proto__']) {
      const other = JSON.parse(`{"${name}":"globex"}`);
      const answers = [
        await send('POST', `/v1/jobs/${job.id}/cancel`, { json: other }),
        await send('POST', '/v1/jobs/cancel', { json: JSON.parse(`{"job_ids":["${job.id}"],"${name}":"globex"}`) }),
        await send('POST', '/v1/jobs/cancel', { json: { filter: other } }),
      ];
      expect([name, ...answers.map(({ status }) => status)]).toEqual([name, 400, 400, 400]);
    }
    expect((await send('GET', `/v1/jobs/${job.id}`)).body).toEqual(job);
  });
});
