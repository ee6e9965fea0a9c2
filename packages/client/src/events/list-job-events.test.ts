import { describe, expect, test } from 'vitest';
import { eventually } from '../../../server/src/test/eventually.ts';
import { createJobsClient, isNetworkError, isProblem, isUnexpectedResponse, type JobStreamEvent } from '../index.ts';
import { ClientClock } from '../test/client-clock.ts';
import { answer, badGateway, drop, faultServer, type Script, stream } from '../test/fault-server.ts';
import { jobAt, progress, refuse, transition } from '../test/stories.ts';

const queued = transition(1, null, 'queued');
const started = transition(2, 'queued', 'running');
const completed = transition(7, 'running', 'completed');

async function setUp(...script: readonly Script[]) {
  const server = await faultServer(...script);
  const clock = new ClientClock();
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'sk_acme' }, clock);
  return { server, clock, jobs };
}

/** `2 running` for a transition, `5 done 3` for progress. */
function short(event: JobStreamEvent): string {
  return event.type === 'job.progress'
    ? `${event.version} done ${event.progress.completed}`
    : `${event.sequence} ${event.to}`;
}

const events = 'GET /v1/jobs/job_1/events';

test('a job is followed to its end with one request, and the rest of the stream is not waited for', async () => {
  const { server, clock, jobs } = await setUp(stream(queued + started + progress(5, 3) + completed, 'stay'));
  expect(await Array.fromAsync(jobs.events('job_1'), short)).toEqual([
    '1 queued',
    '2 running',
    '5 done 3',
    '7 completed',
  ]);
  expect(server.lines()).toEqual([events]);
  expect(server.received[0]?.headers).toMatchObject({ accept: 'text/event-stream', authorization: 'Bearer sk_acme' });
  expect(server.received[0]?.headers['last-event-id']).toBeUndefined();
  await server.received[0]?.closed;
  expect(clock.delays).toEqual([]);
});

describe('a connection that breaks', () => {
  test('in the middle of an event goes on behind the last whole one, and nothing is lost or doubled', async () => {
    const { server, clock, jobs } = await setUp(
      stream(`retry: 2000\n\n${queued}${started}${progress(5, 3)}${completed.slice(0, 40)}`, 'cut'),
      stream(progress(6, 4) + completed, 'end'),
    );
    const followed = Array.fromAsync(jobs.events('job_1'), short);
    await clock.passes(3000);
    expect(await followed).toEqual(['1 queued', '2 running', '5 done 3', '6 done 4', '7 completed']);
    expect(server.received.map(({ headers }) => headers['last-event-id'])).toEqual([undefined, '2']);
  });

  test('gives nothing twice, though the server begins anew', async () => {
    const { clock, jobs } = await setUp(
      stream(queued + started + progress(5, 3), 'cut'),
      stream(queued + started + progress(5, 3) + completed, 'end'),
    );
    const followed = Array.fromAsync(jobs.events('job_1'), short);
    await clock.passes(1500);
    expect(await followed).toEqual(['1 queued', '2 running', '5 done 3', '7 completed']);
  });

  test('again and again, without anything new, is told after four times', async () => {
    const { server, clock, jobs } = await setUp(...Array<Script>(4).fill(stream('', 'cut')));
    const failed = Array.fromAsync(jobs.events('job_1')).catch((error: unknown) => error);
    for (let times = 0; times < 3; times += 1) await clock.passes(1500);
    expect(isNetworkError(await failed)).toBe(true);
    expect(server.lines()).toEqual(Array(4).fill(events));
  });

  test('silently is noticed after a minute', async () => {
    const { server, clock, jobs } = await setUp(stream(queued, 'stay'), stream(started + completed, 'end'));
    const followed = Array.fromAsync(jobs.events('job_1'), short);
    await eventually('the first event was read', () => clock.delays[0] === 60_000 && server.received.length === 1);
    await clock.passes(60_000);
    await clock.passes(1500);
    expect(await followed).toEqual(['1 queued', '2 running', '7 completed']);
  });
});

describe('a stream that the server ends early', () => {
  test('is asked for again, as late as the server says, while the job is open', async () => {
    const { server, clock, jobs } = await setUp(
      stream(`retry: 3000\n\n${queued}`, 'end'),
      stream(started + completed, 'end'),
    );
    const followed = Array.fromAsync(jobs.events('job_1'), short);
    await clock.passes(4500);
    expect(await followed).toEqual(['1 queued', '2 running', '7 completed']);
    expect(server.lines()).toEqual([events, events]);
  });

  test('without anything new, again and again, has the job asked for at every fifth, as it may have ended', async () => {
    const { server, clock, jobs } = await setUp(
      stream(queued + started, 'end'),
      ...Array<Script>(4).fill(stream('', 'end')),
      answer(200, jobAt(2, 'running')),
      ...Array<Script>(5).fill(stream('', 'end')),
      answer(200, jobAt(7, 'completed')),
      stream('', 'end'),
    );
    const followed = Array.fromAsync(jobs.events('job_1'), short);
    for (let times = 0; times < 9; times += 1) await clock.passes(1500);
    expect(await followed).toEqual(['1 queued', '2 running']);
    const get = 'GET /v1/jobs/job_1';
    expect(server.lines()).toEqual([...Array(5).fill(events), get, ...Array(5).fill(events), get, events]);
  });

  test('is asked for once more when the job has ended meanwhile, for its last event', async () => {
    const { server, jobs } = await setUp(
      stream(progress(5, 3), 'end'),
      answer(200, jobAt(7, 'completed')),
      stream(completed, 'end'),
    );
    expect(await Array.fromAsync(jobs.events('job_1', { after: 2 }), short)).toEqual(['5 done 3', '7 completed']);
    expect(server.lines()).toHaveLength(3);
  });

  test('because the job had ended before its last event was known is over, and not asked for without end', async () => {
    const { server, jobs } = await setUp(stream('', 'end'), answer(200, jobAt(7, 'completed')), stream('', 'end'));
    expect(await Array.fromAsync(jobs.events('job_1', { after: 7 }))).toEqual([]);
    expect(server.received.map(({ headers }) => headers['last-event-id'])).toEqual(['7', undefined, '7']);
  });

  test('behind a status of a newer contract is over when the job says that it has ended', async () => {
    const stopped = transition(7, 'running', 'completed').replaceAll('completed', 'dissolved');
    const job = jobAt(7, 'completed', { status: 'dissolved' as 'completed' });
    const { jobs } = await setUp(stream(queued + stopped, 'end'), answer(200, job), stream('', 'end'));
    expect(await Array.fromAsync(jobs.events('job_1'), short)).toEqual(['1 queued', '7 dissolved']);
  });
});

test('what a newer server sends besides transitions and progress is passed over', async () => {
  const news = 'event: job.noticed\ndata: {"version":9}\n\ndata: hello\n\nevent: x\n\n: comment\n\n';
  const { jobs } = await setUp(stream(queued + news + started + completed, 'end'));
  expect(await Array.fromAsync(jobs.events('job_1'), short)).toEqual(['1 queued', '2 running', '7 completed']);
});

test('a transition of a type that only a newer server knows is given as it came, and a note without a status is none', async () => {
  const paused = transition(4, 'running', 'queued').replaceAll('job.queued', 'job.paused');
  const note = 'event: job.noted\nid: 5\ndata: {"type":"job.noted","sequence":5}\n\n';
  const { server, jobs } = await setUp(stream(started + paused + note + completed, 'stay'));
  const given = await Array.fromAsync(jobs.events('job_1'));
  expect(given.map(({ type }) => type)).toEqual(['job.started', 'job.paused', 'job.completed']);
  expect(given[1]).toMatchObject({ sequence: 4, from: 'running', to: 'queued' });
  expect(server.lines()).toEqual([events]);
});

test('who stops reading closes the connection', async () => {
  const { server, clock, jobs } = await setUp(stream(queued + started, 'stay'));
  for await (const _event of jobs.events('job_1')) break;
  await server.received[0]?.closed;
  expect(clock.delays).toEqual([]);
});

test('a signal ends it with its reason and closes the connection', async () => {
  const { server, clock, jobs } = await setUp(stream(queued, 'stay'));
  const caller = new AbortController();
  const reason = new Error('The person has left.');
  const followed = async () => {
    for await (const _event of jobs.events('job_1', { signal: caller.signal })) caller.abort(reason);
  };
  await expect(followed()).rejects.toBe(reason);
  await server.received[0]?.closed;
  expect(clock.delays).toEqual([]);
});

test.each([
  ['an unknown job', refuse('job_not_found'), isProblem],
  ['a server without events', refuse('route_not_found'), isProblem],
  ['an answer that is no stream', answer(200, { object: 'list' }), isUnexpectedResponse],
])('%s is told at once', async (_name, script, guard) => {
  const { server, jobs } = await setUp(script);
  expect(
    guard(
      await jobs
        .events('job_1')
        .next()
        .catch((error: unknown) => error),
    ),
  ).toBe(true);
  expect(server.lines()).toHaveLength(1);
});

test('a server that restarts behind a proxy is waited for when the stream is made again', async () => {
  const { server, clock, jobs } = await setUp(
    stream(`retry: 900000\n\n${queued}`, 'cut'),
    badGateway,
    drop,
    stream(started + completed, 'end'),
  );
  const followed = Array.fromAsync(jobs.events('job_1'), short);
  // A server that names a quarter of an hour is not believed.
  await clock.passes(90_000);
  await clock.passes(375);
  await clock.passes(750);
  expect(await followed).toEqual(['1 queued', '2 running', '7 completed']);
  expect(server.lines()).toEqual(Array(4).fill(events));
});

test('a server that cannot be reached is told after the time for all attempts, and not sought once more', async () => {
  const server = await faultServer(drop, drop);
  const clock = new ClientClock();
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'sk_acme', retry: { totalMs: 1000 } }, clock);
  const failed = Array.fromAsync(jobs.events('job_1')).catch((error: unknown) => error);
  await clock.passes(375);
  expect(isNetworkError(await failed)).toBe(true);
  expect(server.lines()).toEqual([events, events]);
});
