import { expect, test } from 'vitest';
import { createQueueNotice } from './queue-notice.ts';

test('jobs that wait long for a worker are told of, and not each of them', () => {
  const told: string[] = [];
  let now = 0;
  const notice = createQueueNotice(
    (sentence) => told.push(sentence),
    () => now,
  );
  notice('job_1', 9_000);
  notice('job_1', 11_000);
  notice('job_2', 12_000);
  now += 30_000;
  notice('job_2', 42_000);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('Waiting for a free worker: job job_1 has been queued for 11 s.');
  expect(told[1]).toContain('job_2 has been queued for 42 s.');
});
