import { expect, test } from 'vitest';
import { runningServer, testKeys } from '../../test/running-server.ts';

test('a malformed id is refused for its form, for everybody alike, and a well-formed one is looked up (S3)', async () => {
  const { send } = await runningServer();
  const operations = [
    ['GET', ''],
    ['DELETE', ''],
    ['POST', '/cancel'],
    ['GET', '/results'],
    ['GET', '/events'],
  ] as const;
  for (const [method, path] of operations) {
    for (const key of [testKeys.acme, testKeys.globex]) {
      const malformed = await send(method, `/v1/jobs/a.b${path}`, { key });
      const unknown = await send(method, `/v1/jobs/job_none${path}`, { key });
      expect([malformed.status, malformed.body.code]).toEqual([400, 'validation_error']);
      expect([unknown.status, unknown.body.code]).toEqual([404, 'job_not_found']);
    }
  }
});
