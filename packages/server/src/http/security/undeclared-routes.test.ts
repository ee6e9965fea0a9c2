import { operations } from '@jobwire/contract';
import { expect, test } from 'vitest';
import { runningServer, testKeys } from '../../test/running-server.ts';

const unwanted = [
  ...['/admin', '/metrics', '/debug', '/internal', '/test', '/failpoints', '/debug/pprof/', '/server-status'],
  ...['/v1/admin', '/v1/metrics', '/v1/debug', '/v1/organizations', '/v1/keys', '/v1/workers', '/v1/failpoints'],
  ...['/v1/jobs/job_1/lease', '/v1/jobs/job_1/finish', '/.env', '/.git/config', '/package.json', '/jobs.db'],
];

test('no route for operators or tests answers the key of an organization (S15)', async () => {
  const { send } = await runningServer({ metricsKey: 'sk_operator' });
  for (const path of unwanted) {
    for (const method of ['GET', 'POST']) {
      const { status } = await send(method, path);
      expect([method, path, [401, 403, 404].includes(status)]).toEqual([method, path, true]);
    }
  }
});

test('a read-only key is refused by every operation that writes, before the job is looked up (S15)', async () => {
  const { send } = await runningServer();
  for (const [id, { access, method, path }] of Object.entries(operations)) {
    const answer = await send(method.toUpperCase(), path.replace('{job_id}', 'job_none'), { key: testKeys.reader });
    expect([id, answer.body.code === 'forbidden']).toEqual([id, access === 'write']);
  }
});
