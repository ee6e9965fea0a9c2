import { spec } from '@jobwire/contract/spec';
import { expect, test } from 'vitest';
import { runningServer } from '../../test/running-server.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

test('what is served is what the contract declares, path by path and method by method (S35)', async () => {
  const { send } = await runningServer();
  const declared = Object.entries(spec.paths as Record<string, Record<string, unknown>>);
  expect(declared.length).toBeGreaterThan(5);
  for (const [path, item] of declared) {
    const expected = methods.filter((method) => method.toLowerCase() in item);
    for (const method of methods) {
      const { status, body, headers } = await send(method, path.replace('{job_id}', 'job_none'));
      const isServed = !['route_not_found', 'method_not_allowed'].includes(body?.code);
      expect([method, path, isServed]).toEqual([method, path, expected.includes(method)]);
      if (status !== 405) continue;
      const allowed = headers
        .get('allow')
        ?.split(', ')
        .filter((name) => name !== 'HEAD');
      expect([path, allowed?.sort()]).toEqual([path, [...expected].sort()]);
    }
  }
});

test('no other version of the API is served (S35)', async () => {
  const { send } = await runningServer();
  for (const path of ['/jobs', '/v0/jobs', '/v2/jobs', '/api/v1/jobs', '/V1/jobs', '/v1.1/jobs', '/beta/jobs']) {
    expect([path, (await send('GET', path)).status]).toEqual([path, 404]);
  }
});
