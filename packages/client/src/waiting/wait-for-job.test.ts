import { describe, expect, test } from 'vitest';
import { eventually } from '../../../server/src/test/eventually.ts';
import {
  createJobsClient,
  isNetworkError,
  isProblem,
  isTimeoutError,
  isUnexpectedResponse,
  type JobUpdate,
  NetworkError,
  type Problem,
  ProblemError,
  TimeoutError,
} from '../index.ts';
import { ClientClock } from '../test/client-clock.ts';
import { example } from '../test/example.ts';
import { answer, badGateway, drop, faultServer, type Script, stream } from '../test/fault-server.ts';
import { jobAt, progress, refuse, transition } from '../test/stories.ts';

const queued = transition(1, null, 'queued');
const started = transition(2, 'queued', 'running');
const completed = transition(7, 'running', 'completed');
const ended = jobAt(7, 'completed');
const running = jobAt(2, 'running');
const noEvents = refuse('route_not_found');

async function setUp(...script: readonly Script[]) {
  const server = await faultServer(...script);
  const clock = new ClientClock();
  const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'sk_acme' }, clock);
  return { server, clock, jobs };
}

const events = 'GET /v1/jobs/job_1/events';
const get = 'GET /v1/jobs/job_1';
const cancel = 'POST /v1/jobs/job_1/cancel';

/** `2 running 3` for version, status and what is done. */
const short = ({ version, status, progress }: JobUpdate) => `${version} ${status} ${progress?.completed ?? '?'}`;

describe('on a server with events', () => {
  test('two requests are enough, however much happens', async () => {
    const { server, clock, jobs } = await setUp(
      stream(queued + started + progress(5, 3) + completed, 'stay'),
      answer(200, ended),
    );
    expect(await jobs.waitFor('job_1')).toEqual(ended);
    expect(server.lines()).toEqual([events, get]);
    expect(clock.delays).toEqual([]);
  });

  test('every version is told once, from the one at hand to the job that is given', async () => {
    const last = { ...ended, progress: { total: 9, completed: 9, failed: 0 } };
    const { server, jobs } = await setUp(
      answer(200, running),
      stream(queued + started + progress(5, 3) + progress(6, 4) + completed, 'stay'),
      answer(200, last),
    );
    const told: JobUpdate[] = [];
    expect(await jobs.waitFor('job_1', { onProgress: (update) => told.push(update) })).toEqual(last);
    expect(server.lines()).toEqual([get, events, get]);
    const { completed: done } = running.progress;
    expect(told.map(short)).toEqual([`2 running ${done}`, '5 running 3', '6 running 4', '7 completed 9']);
    expect(last).toMatchObject(told.at(-1) as JobUpdate);
  });

  test('a job that has ended already is told as that, and nothing of its past', async () => {
    const { server, jobs } = await setUp(answer(200, ended));
    const told: string[] = [];
    expect(await jobs.waitFor('job_1', { onProgress: ({ status }) => told.push(status) })).toEqual(ended);
    expect(told).toEqual(['completed']);
    expect(server.lines()).toEqual([get]);
  });

  test('an end in a newer word is told with the last progress too', async () => {
    const word = 'dissolved' as 'completed';
    const job = jobAt(7, 'completed', { status: word, progress: { total: 9, completed: 9, failed: 0 } });
    const { jobs } = await setUp(
      answer(200, running),
      stream(started + completed.replaceAll('completed', word), 'end'),
      answer(200, job),
      stream('', 'end'),
      answer(200, job),
    );
    const told: string[] = [];
    await jobs.waitFor('job_1', { onProgress: (update) => told.push(short(update)) });
    expect(told.at(-1)).toBe('7 dissolved 9');
  });

  test('a stream that breaks is connected again', async () => {
    const { server, clock, jobs } = await setUp(
      stream(queued + started, 'cut'),
      stream(completed, 'end'),
      answer(200, ended),
    );
    const waited = jobs.waitFor('job_1');
    await clock.passes(1500);
    expect(await waited).toEqual(ended);
    expect(server.lines()).toEqual([events, events, get]);
  });

  test('a stream that never holds is given up for asking', async () => {
    const { server, clock, jobs } = await setUp(...Array<Script>(4).fill(stream('', 'cut')), answer(200, ended));
    const waited = jobs.waitFor('job_1');
    for (let times = 0; times < 3; times += 1) await clock.passes(1500);
    expect(await waited).toEqual(ended);
    expect(server.lines()).toEqual([...Array(4).fill(events), get]);
  });

  test('a job that ended in an unknown way has ended', async () => {
    const job = jobAt(7, 'completed', { status: 'dissolved' as 'completed' });
    const { jobs } = await setUp(noEvents, answer(200, job));
    expect(await jobs.waitFor('job_1')).toEqual(job);
  });
});

describe('on a server that can wait', () => {
  const held = { 'Preference-Applied': 'wait=50' };

  test('two requests are enough, and one where it is known that there are no events', async () => {
    const { server, jobs } = await setUp(noEvents, answer(200, ended, held), answer(200, ended, held));
    await jobs.waitFor('job_1');
    expect(server.lines()).toEqual([events, get]);
    expect(server.received[1]?.headers.prefer).toBe('wait=50');
    expect(server.received[1]?.headers['if-none-match']).toBeUndefined();
    await jobs.waitFor('job_1');
    expect(server.lines()).toEqual([events, get, get]);
  });

  test('a job that is still open is asked for again, in its own time', async () => {
    const { server, clock, jobs } = await setUp(noEvents, answer(200, running, held), answer(200, ended, held));
    const waited = jobs.waitFor('job_1');
    // The server has held nothing: it may not be asked faster than this.
    await clock.passes(250);
    expect(await waited).toEqual(ended);
    expect(server.lines()).toEqual([events, get, get]);
  });

  test('who wants to know of progress hears of each version, and nothing comes twice', async () => {
    const same: Script = (response) => response.writeHead(304, { ...held, ETag: '"2"' }).end();
    const { server, clock, jobs } = await setUp(
      answer(200, running, { ETag: '"2"' }),
      noEvents,
      answer(200, running, { ETag: '"2"' }),
      same,
      answer(200, jobAt(5, 'running'), { ...held, ETag: '"5"' }),
      answer(200, ended, held),
    );
    const told: number[] = [];
    const waited = jobs.waitFor('job_1', { onProgress: ({ version }) => told.push(version) });
    await clock.passes(1000);
    for (let rounds = 0; rounds < 2; rounds += 1) await clock.passes(250);
    expect(await waited).toEqual(ended);
    expect(told).toEqual([2, 5, 7]);
    // The server holds no answer before one version is known: it would hide what happens for as long.
    expect(server.received.slice(2).map(({ headers }) => [headers.prefer, headers['if-none-match']])).toEqual([
      [undefined, undefined],
      ['wait=50', '"2"'],
      ['wait=50', '"2"'],
      ['wait=50', '"5"'],
    ]);
  });
});

test('a server that cannot wait is asked as often as its Retry-After says, or else every second', async () => {
  const { server, clock, jobs } = await setUp(
    noEvents,
    answer(200, running, { 'Retry-After': '7' }),
    answer(200, running),
    answer(200, ended),
  );
  const waited = jobs.waitFor('job_1');
  await clock.passes(7000);
  await clock.passes(1000);
  expect(await waited).toEqual(ended);
  expect(server.lines()).toEqual([events, get, get, get]);
});

describe('an address where nobody has ever answered', () => {
  const nobody = (...script: readonly Script[]) => faultServer(...script, ...Array<Script>(9).fill(drop));
  const retry = { totalMs: 1000 };

  test.each([
    ['to wait', {}, events],
    ['to be told of progress', { onProgress: () => {} }, get],
  ])('is given up after the time of one call by who began %s, though no time was set', async (_name, options, line) => {
    for (const script of [drop, badGateway]) {
      const server = await nobody(script, script);
      const clock = new ClientClock();
      const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k', retry }, clock);
      const failed = jobs.waitFor('job_1', options).catch((error: unknown) => error);
      await clock.passes(375);
      expect([isNetworkError(await failed), isUnexpectedResponse(await failed)]).toContain(true);
      expect(server.lines()).toEqual([line, line]);
      expect(clock.delays).toEqual([]);
    }
  });

  test('is waited for like any other once it has answered anything, be it a refusal', async () => {
    const server = await nobody(refuse('job_not_found'), drop, drop, drop, drop, answer(200, ended));
    const clock = new ClientClock();
    const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k', retry }, clock);
    expect(isProblem(await jobs.get('job_0').catch((error: unknown) => error), 'job_not_found')).toBe(true);
    const waited = jobs.waitFor('job_1');
    for (const ms of [375, 375, 750]) await clock.passes(ms);
    expect(await waited).toEqual(ended);
    expect(server.lines()).toEqual(['GET /v1/jobs/job_0', events, events, get, get, get]);
  });
});

test('a server with as many who wait as it takes is asked once for each time that it sets, and not twice', async () => {
  const full = (text = '') => stream(`retry: 2000\n\n${text}`, 'end');
  const { server, clock, jobs } = await setUp(
    full(queued + started),
    full(),
    full(),
    full(completed),
    answer(200, ended),
  );
  const waited = jobs.waitFor('job_1');
  for (let times = 0; times < 3; times += 1) await clock.passes(3000);
  expect(await waited).toEqual(ended);
  expect(server.lines()).toEqual([events, events, events, events, get]);
});

describe('a server that goes away', () => {
  test('is waited for, for longer than a request is repeated, whatever its proxy says meanwhile', async () => {
    const server = await faultServer(
      stream(queued + started, 'cut'),
      badGateway,
      drop,
      refuse('unavailable', { 'Retry-After': '3600' }),
      answer(200, ended),
    );
    const clock = new ClientClock();
    const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k', retry: { totalMs: 1000 } }, clock);
    const waited = jobs.waitFor('job_1');
    await clock.passes(1500);
    await clock.passes(375);
    // An hour is not believed.
    await clock.passes(60_000);
    expect(await waited).toEqual(ended);
    expect(server.lines()).toEqual([events, events, events, get, get]);
  });

  test('is not waited for by who repeats nothing', async () => {
    const server = await faultServer(noEvents, badGateway);
    const jobs = createJobsClient({ baseUrl: server.url, apiKey: 'k', retry: false });
    expect(isUnexpectedResponse(await jobs.waitFor('job_1').catch((error: unknown) => error))).toBe(true);
  });

  test('hears of a cancel when it is back', async () => {
    const { server, clock, jobs } = await setUp(badGateway, drop, answer(200, jobAt(6, 'cancelled')));
    const waited = jobs.waitFor('job_1', { signal: AbortSignal.abort(), cancelOnAbort: true });
    await clock.passes(375);
    await clock.passes(750);
    expect((await waited).status).toBe('cancelled');
    expect(server.lines()).toEqual([cancel, cancel, cancel]);
  });
});

test('a proxy that lets no stream through is asked for one only once', async () => {
  const page: Script = (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>');
  const { server, jobs } = await setUp(page, answer(200, ended), answer(200, ended));
  await jobs.waitFor('job_1');
  await jobs.waitFor('job_1');
  expect(server.lines()).toEqual([events, get, get]);
});

describe('who does not want to wait any longer', () => {
  test('is told so after the time, and the job goes on', async () => {
    const { server, clock, jobs } = await setUp(stream(queued + started, 'stay'));
    const waited = jobs.waitFor('job_1', { timeoutMs: 5000 }).catch((error: unknown) => error);
    await eventually('it listens', () => clock.delays.includes(60_000));
    await clock.passes(5000);
    const error = await waited;
    expect(isTimeoutError(error) && error.message).toBe('Job job_1 has not ended within 5000 ms');
    expect(isTimeoutError(error) && error.jobId).toBe('job_1');
    await server.received[0]?.closed;
    expect(server.lines()).toEqual([events]);
    expect(clock.delays).toEqual([]);
  });

  test('aborts the signal, and the job goes on', async () => {
    const { server, jobs } = await setUp(answer(200, running), stream(progress(5, 3), 'stay'));
    const caller = new AbortController();
    const reason = new Error('The person has left.');
    const onProgress = ({ version }: JobUpdate) => version === 5 && caller.abort(reason);
    await expect(jobs.waitFor('job_1', { signal: caller.signal, onProgress })).rejects.toBe(reason);
    expect(server.lines()).toEqual([get, events]);
  });

  test('cancels with the signal if it is meant so, and gets the job when it has stopped', async () => {
    const { server, clock, jobs } = await setUp(
      answer(200, running),
      stream(queued + started + progress(4, 3), 'stay'),
      answer(200, jobAt(5, 'cancelling')),
      answer(200, jobAt(6, 'cancelled')),
    );
    const caller = new AbortController();
    const told: string[] = [];
    const waited = jobs.waitFor('job_1', {
      signal: caller.signal,
      cancelOnAbort: true,
      onProgress: ({ status, version }) => {
        told.push(status);
        if (version === 4) caller.abort();
      },
    });
    expect((await waited).status).toBe('cancelled');
    expect(told).toEqual(['running', 'running', 'cancelled']);
    expect(server.lines()).toEqual([get, events, cancel, get]);
    expect(server.received[2]?.headers.prefer).toBe('wait=50');
    expect(clock.delays).toEqual([]);
  });

  test('gets the finished job when the cancel came too late', async () => {
    const { server, jobs } = await setUp(refuse('job_already_terminal', {}, { job: ended }));
    const waited = jobs.waitFor('job_1', { signal: AbortSignal.abort(), cancelOnAbort: true });
    expect(await waited).toEqual(ended);
    expect(server.lines()).toEqual([cancel]);
  });

  test('is told when a job that was cancelled does not end within its grace', async () => {
    const stuck = jobAt(5, 'cancelling', {
      cancellation: {
        ...(jobAt(5, 'cancelling').cancellation as object),
        requested_at: '2026-01-01T00:00:00Z',
        deadline_at: '2026-01-01T00:00:30Z',
      } as never,
    });
    const { clock, jobs } = await setUp(answer(200, stuck), ...Array<Script>(60).fill(answer(200, stuck)));
    const options = { signal: AbortSignal.abort(), cancelOnAbort: true };
    const cancelled = jobs.waitFor('job_1', options).catch((error: unknown) => error);
    for (let seconds = 0; seconds < 45; seconds += 1) await clock.passes(1000);
    const error = await cancelled;
    expect(isTimeoutError(error) && error.message).toBe(
      'Job job_1, which was cancelled, has not ended within 45000 ms',
    );
  });
});

test.each([
  ['throws', (error: Error) => error],
  ['rejects with', (error: Error) => Promise.reject(error)],
])('what onProgress %s ends the wait', async (_name, fail) => {
  const { server, jobs } = await setUp(answer(200, running), stream(progress(5, 3), 'stay'));
  const thrown = new Error('No such element.');
  const onProgress = ({ version }: JobUpdate) => {
    if (version !== 5) return undefined;
    const failed = fail(thrown);
    if (failed === thrown) throw thrown;
    return failed;
  };
  await expect(jobs.waitFor('job_1', { onProgress })).rejects.toBe(thrown);
  await server.received[1]?.closed;
  expect(server.lines()).toEqual([get, events]);
});

test.each([
  ['ProblemError', new ProblemError({ method: 'GET', url: '/x' }, example<Problem>('ProblemJobNotFound'))],
  ['NetworkError', new NetworkError({ method: 'GET', url: '/x' }, 'nobody')],
  ['TimeoutError', new TimeoutError('It has not come', 5)],
  ['undefined', undefined],
])(
  '%s that onProgress throws is the end of the wait, and not taken for a fault of the server',
  async (_name, thrown) => {
    const onProgress = ({ version }: JobUpdate) => {
      if (version !== 2) throw thrown;
    };
    const streamed = await setUp(answer(200, running), stream(progress(5, 3), 'stay'));
    await expect(streamed.jobs.waitFor('job_1', { onProgress })).rejects.toBe(thrown);
    expect(streamed.server.lines()).toEqual([get, events]);
    const polled = await setUp(answer(200, running), noEvents, answer(200, jobAt(5, 'running')));
    await expect(polled.jobs.waitFor('job_1', { onProgress })).rejects.toBe(thrown);
    expect(polled.server.lines()).toEqual([get, events, get]);
  },
);

test('what onProgress throws as it aborts is what the wait ends with, and the job is cancelled first if that is meant', async () => {
  for (const cancelOnAbort of [false, true]) {
    const { server, jobs } = await setUp(answer(200, running), answer(200, jobAt(3, 'cancelled')));
    const caller = new AbortController();
    const thrown = new Error('No such element.');
    const onProgress = () => {
      caller.abort();
      throw thrown;
    };
    const { signal } = caller;
    await expect(jobs.waitFor('job_1', { signal, cancelOnAbort, onProgress })).rejects.toBe(thrown);
    expect(server.lines()).toEqual(cancelOnAbort ? [get, cancel] : [get]);
  }
});

test('an unknown job is told', async () => {
  const { jobs } = await setUp(refuse('job_not_found'), refuse('job_not_found'));
  expect(isProblem(await jobs.waitFor('job_1').catch((error: unknown) => error), 'job_not_found')).toBe(true);
});

describe('run', () => {
  const results = answer(200, {
    object: 'list',
    data: [{ index: 0 }],
    has_more: false,
    next_cursor: null,
    sealed: true,
  });

  test('makes a key, so that a create which is lost is repeated, waits, and reads the results', async () => {
    const { server, clock, jobs } = await setUp(
      drop,
      answer(201, running),
      stream(queued + started + completed, 'end'),
      answer(200, ended),
      results,
    );
    const created: string[] = [];
    const run = jobs.run({ type: 'demo.batch', input: {} }, { onCreated: ({ id }) => created.push(id) });
    await clock.passes(375);
    expect(await run).toEqual({ job: ended, results: [{ index: 0 }] });
    expect(created).toEqual(['job_1']);
    expect(server.lines().slice(0, 2)).toEqual(['POST /v1/jobs', 'POST /v1/jobs']);
    const [one, other] = server.received.map(({ headers }) => headers['idempotency-key']);
    expect(one).toMatch(/^(\d+-){3}\d+$/);
    expect(other).toBe(one);
  });

  test('creates nothing for a caller who had left before', async () => {
    const { server, jobs } = await setUp();
    const reason = new Error('The person has left.');
    const run = jobs.run({ type: 'demo.batch', input: {} }, { signal: AbortSignal.abort(reason), cancelOnAbort: true });
    await expect(run).rejects.toBe(reason);
    expect(server.lines()).toEqual([]);
  });

  test('cancels a job that was created while the caller left', async () => {
    const caller = new AbortController();
    const creates: Script = (response, request) => {
      caller.abort();
      answer(201, running)(response, request);
    };
    const { server, jobs } = await setUp(creates, answer(200, jobAt(3, 'cancelled')), results);
    const run = jobs.run({ type: 'demo.batch', input: {} }, { signal: caller.signal, cancelOnAbort: true });
    expect((await run).job.status).toBe('cancelled');
    expect(server.lines()).toEqual(['POST /v1/jobs', cancel, 'GET /v1/jobs/job_1/results?limit=100']);
  });
});
