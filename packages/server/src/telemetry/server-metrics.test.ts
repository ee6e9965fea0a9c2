import { expect, test } from 'vitest';
import { defineJob } from '../engine/job-definition.ts';
import { eventually } from '../test/eventually.ts';
import { type RunningServer, runningServer } from '../test/running-server.ts';

/** The value of one series; undefined where there is none. */
async function series({ send }: RunningServer, name: string): Promise<number | undefined> {
  const { text } = await send('GET', '/metrics', { key: null });
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

/** A job type that runs until its gate opens. */
function gated() {
  const gate = Promise.withResolvers<void>();
  const gatedJob = defineJob({
    type: 'test.gated',
    description: 'Waits.',
    input: { type: 'object' },
    run: () => gate.promise,
  });
  return { gatedJob, open: gate.resolve };
}

test('requests are counted by operation and class of status, and timed unless they were held', async () => {
  const running = await runningServer();
  const { id } = await running.create({ type: 'demo.batch', input: { items: 1, item_ms: 0 } });
  await running.ended(id);
  await running.send('GET', `/v1/jobs/${id}`);
  await running.send('GET', '/v1/jobs/job_unknown');
  await running.send('GET', '/v1/nothing');
  await running.send('GET', '/elsewhere');
  const count = (operation: string, status: string) =>
    series(running, `jobwire_http_requests_total{operation="${operation}",status_class="${status}"}`);
  expect(await count('createJob', '2xx')).toBe(1);
  expect(await count('getJob', '2xx')).toBe(2);
  expect(await count('getJob', '4xx')).toBe(1);
  expect(await count('none', '4xx')).toBe(2);
  expect(await series(running, 'jobwire_http_request_duration_seconds_count{operation="getJob"}')).toBe(2);
});

test('moves, attempts, open jobs, waiters and streams are told while they happen and after', async () => {
  const { gatedJob, open } = gated();
  const running = await runningServer({ handlers: [gatedJob], concurrency: 1 });
  const first = await running.create({ type: 'test.gated', input: {} });
  const second = await running.create({ type: 'test.gated', input: {} });
  await eventually('one runs', async () => (await series(running, 'jobwire_attempts_running')) === 1);
  await eventually('they are counted', async () => {
    const counts = ['running', 'queued'].map((status) => series(running, `jobwire_open_jobs{status="${status}"}`));
    return (await Promise.all(counts)).every((count) => count === 1);
  });
  expect(await series(running, 'jobwire_queue_lag_seconds')).toBeGreaterThan(0);

  const held = running.ended(second.id);
  const streamed = running.send('GET', `/v1/jobs/${second.id}/events`, { headers: { Accept: 'text/event-stream' } });
  await eventually('both are held', async () => {
    return (await series(running, 'jobwire_waiters')) === 1 && (await series(running, 'jobwire_event_streams')) === 1;
  });

  open();
  await Promise.all([held, streamed, running.ended(first.id)]);
  await eventually('nothing is held', async () => {
    return (await series(running, 'jobwire_waiters')) === 0 && (await series(running, 'jobwire_event_streams')) === 0;
  });
  expect(await series(running, 'jobwire_job_transitions_total{from="none",to="queued"}')).toBe(2);
  expect(await series(running, 'jobwire_job_transitions_total{from="queued",to="running"}')).toBe(2);
  expect(await series(running, 'jobwire_job_transitions_total{from="running",to="completed"}')).toBe(2);
  expect(await series(running, 'jobwire_attempts_total{job_type="test.gated",outcome="completed"}')).toBe(2);
  await eventually('nothing waits', async () => {
    return (await series(running, 'jobwire_open_jobs{status="queued"}')) === 0;
  });
  expect(await series(running, 'jobwire_queue_lag_seconds')).toBe(0);
  expect(await series(running, 'jobwire_overdue_seconds')).toBe(0);
  expect(await series(running, 'jobwire_webhook_lag_seconds')).toBe(0);
  expect(await series(running, 'jobwire_commit_writes_count')).toBeGreaterThan(3);
  expect(await series(running, 'jobwire_errors_total')).toBe(0);
  expect(await series(running, 'nodejs_eventloop_lag_mean_seconds')).toBeDefined();
});

test('a process that has its database alone leads, and has no connections to tell of', async () => {
  const running = await runningServer();
  expect(await series(running, 'jobwire_leader')).toBe(1);
  const { text } = await running.send('GET', '/metrics', { key: null });
  expect(text.match(/^jobwire_database_.*/gm)).toEqual(['jobwire_database_up 1']);
});

test('no label holds an id, an organization or a path', async () => {
  const running = await runningServer();
  const { id } = await running.create({ type: 'demo.batch', input: { items: 1, item_ms: 0 } });
  await running.ended(id);
  await running.send('GET', '/canary/path');
  const { text } = await running.send('GET', '/metrics', { key: null });
  const own = text.split('\n').filter((line) => line.startsWith('jobwire_'));
  expect(own.join('\n')).not.toMatch(/acme|canary|job_0|sk_/);
  expect(own.join('\n')).not.toContain(id);
});
