import { describe, expect, test } from 'vitest';
import { mountedAtEachPrefix } from '../test/mounted-at-each-prefix.ts';
import { mountedRouter } from '../test/mounted-router.ts';
import { auth } from '../test/router-requests.ts';
import { tinyOperations } from '../test/tiny-operations.ts';
import { notServed } from './operation-types.ts';

mountedAtEachPrefix(({ send }) => {
  test('a problem of a handler has the job inside', async () => {
    const answer = await send({ method: 'POST', path: '/v1/jobs/job_1/cancel', headers: auth });

    expect(answer).toMatchObject({ status: 409, json: { job: { id: 'job_1', status: 'completed' } } });
  });
});

describe('an operation that is not served', () => {
  test('is route_not_found, as if its path were not there', async () => {
    const router = await mountedRouter({ ...tinyOperations(), listJobs: notServed, deleteJob: notServed });
    const list = await router.send({ path: '/v1/jobs?x=%zz', headers: auth });
    const deletion = await router.send({ method: 'DELETE', path: '/v1/jobs/job_1', headers: auth });
    const readOnly = await router.send({
      method: 'DELETE',
      path: '/v1/jobs/job_1',
      headers: { Authorization: 'Bearer read' },
    });
    await router.close();

    expect([list.json.code, deletion.json.code, readOnly.json.code]).toEqual([
      'route_not_found',
      'route_not_found',
      'forbidden',
    ]);
  });
});
