import { createJobsClient, isProblem, type JobsClient, type JobUpdate } from '@jobwire/client';
import { type RunningMock, startMock } from '@jobwire/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer } from '../../packages/server/src/test/running-server.ts';

const long = { type: 'demo.batch', input: { items: 600, item_ms: 20 } };
const short = { type: 'demo.batch', input: { items: 3, item_ms: 5 } };

/** A client that keeps a line for each of its requests. */
function countingClient(baseUrl: string): { jobs: JobsClient; requests: string[] } {
  const requests: string[] = [];
  const jobs = createJobsClient({
    baseUrl,
    apiKey: 'sk_acme',
    retry: false,
    fetch(request) {
      requests.push(`${request.method} ${request.url.slice(baseUrl.length).replace(/job_\w+/, 'ID')}`);
      return fetch(request);
    },
  });
  return { jobs, requests };
}

/** The servers on which jobs really go on. */
const servers: readonly (readonly [string, () => Promise<{ url: string; close: () => Promise<void> }>])[] = [
  ['the reference server', () => openServer()],
  [
    'the live mock',
    async () => {
      const { url, stop } = await startMock({ live: true });
      return { url, close: stop };
    },
  ],
];

describe.each(servers)('against %s', (_name, open) => {
  let server: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    server = await open();
  });
  afterAll(() => server.close());

  test('a job is run with four requests: create, the stream, the job, its results', async () => {
    const { jobs, requests } = countingClient(server.url);
    const updates: JobUpdate[] = [];
    const { job, results } = await jobs.run(short, { onProgress: (update) => updates.push(update) });
    expect([job.status, results.length, updates.at(-1)?.version]).toEqual(['completed', 3, job.version]);
    expect(updates.map(({ version }) => version)).toEqual(
      updates.map(({ version }) => version).toSorted((a, b) => a - b),
    );
    expect(requests).toEqual([
      'POST /v1/jobs',
      'GET /v1/jobs/ID/events',
      'GET /v1/jobs/ID',
      'GET /v1/jobs/ID/results?limit=100',
    ]);
  });

  test('a job that is waited for with a signal is cancelled by it, and keeps its results', async () => {
    const { jobs } = countingClient(server.url);
    const caller = new AbortController();
    const { job, results } = await jobs.run(long, {
      signal: caller.signal,
      cancelOnAbort: true,
      onProgress: ({ progress }) => (progress?.completed ?? 0) > 2 && caller.abort(),
    });
    expect([job.status, job.cancellation?.forced]).toEqual(['cancelled', false]);
    expect(results.length).toBe(job.progress.completed);
    expect(results.map(({ index }) => index)).toEqual(results.map((_, index) => index));
  });

  test('a cancel waits, comes too late with the job, and an unknown job is a problem', async () => {
    const { jobs, requests } = countingClient(server.url);
    const { id } = await jobs.create(long);
    expect((await jobs.cancel(id, { wait: true })).job.status).toBe('cancelled');
    expect(requests).toEqual(['POST /v1/jobs', 'POST /v1/jobs/ID/cancel']);
    const { job } = await jobs.run(short);
    expect(await jobs.cancel(job.id)).toMatchObject({
      outcome: 'already_terminal',
      job: { id: job.id, status: 'completed' },
    });
    const error = await jobs.cancel('job_unknown').catch((thrown: unknown) => thrown);
    expect(isProblem(error, 'job_not_found')).toBe(true);
  });

  test('the events of an ended job are asked for behind its last one, and that is over', async () => {
    const { jobs, requests } = countingClient(server.url);
    const { job } = await jobs.run(short);
    const all = await Array.fromAsync(jobs.events(job.id));
    const after = Math.max(...all.map((event) => ('sequence' in event ? event.sequence : 0)));
    requests.length = 0;
    expect(await Array.fromAsync(jobs.events(job.id, { after }))).toEqual([]);
    expect(requests).toEqual(['GET /v1/jobs/ID/events', 'GET /v1/jobs/ID', 'GET /v1/jobs/ID/events']);
  });

  test('lists go over pages, a batch is cancelled by its metadata, and what has ended is deleted', async () => {
    const { jobs, requests } = countingClient(server.url);
    const metadata = { batch: 'a&b=c' };
    for (let count = 0; count < 5; count += 1) await jobs.create({ ...long, metadata });
    const { counts } = await jobs.cancelMany({ filter: { metadata } });
    expect(counts.cancelled + counts.cancelling).toBe(5);
    requests.length = 0;
    const ids = await Array.fromAsync(jobs.list({ metadata, limit: 2 }), ({ id }) => id);
    expect([ids.length, new Set(ids).size, requests.length]).toEqual([5, 5, 3]);
    for (const id of ids) {
      await jobs.waitFor(id);
      await jobs.delete(id);
    }
    expect(await Array.fromAsync(jobs.list({ metadata }))).toEqual([]);
  });

  test('what breaks a rule is named in the error, and a bulk cancel of nothing is refused by the server too', async () => {
    const { jobs } = countingClient(server.url);
    const error = await jobs.create({ ...short, name: 7 as never }).catch((thrown: unknown) => thrown);
    expect(isProblem(error, 'validation_error') && error.message).toContain('\n- /name must be ');
    for (const body of [{ job_ids: [] }, { filter: {} }]) {
      const { response, error: refusal } = await jobs.raw.POST('/v1/jobs/cancel', { body });
      expect([response.status, refusal?.code]).toEqual([400, 'validation_error']);
    }
  });

  test('its capabilities and its whole contract are at hand', async () => {
    const { jobs } = countingClient(server.url);
    expect((await jobs.capabilities()).conformance_classes).toContain('events');
    const { data, response } = await jobs.raw.GET('/v1/jobs', { params: { query: { limit: 1 } } });
    expect([response.status, data?.object]).toEqual([200, 'list']);
  });
});

describe('against the mock', () => {
  let mock: RunningMock;
  beforeAll(async () => {
    mock = await startMock();
  });
  afterAll(() => mock.stop());

  /** A client of the mock that asks for one example of every answer. */
  const asking = (prefer: string) =>
    createJobsClient({
      baseUrl: mock.url,
      apiKey: 'any',
      retry: false,
      fetch(request) {
        request.headers.set('Prefer', prefer);
        return fetch(request);
      },
    });

  test('every operation reads the example of the contract', async () => {
    const { jobs } = countingClient(mock.url);
    expect((await jobs.create(short)).object).toBe('job');
    expect((await jobs.get('job_1')).object).toBe('job');
    expect((await jobs.cancel('job_1')).outcome).toMatch(/^cancell/);
    expect((await jobs.cancelMany({ job_ids: ['job_1'] })).object).toBe('bulk_cancellation');
    expect((await jobs.capabilities()).object).toBe('capabilities');
    await jobs.delete('job_1');
    for await (const page of jobs.results('job_1').pages()) {
      expect(page.object).toBe('list');
      break;
    }
  });

  test('the stream of the contract is read as events', async () => {
    const events = await Array.fromAsync(countingClient(mock.url).jobs.events('job_1'));
    expect(events.at(-1)?.type).toBe('job.cancelled');
  });

  test('a refusal of the contract is the problem that it declares, and a cancel too late is an outcome', async () => {
    const late = await asking('code=409, example=completed').cancel('job_1');
    expect([late.outcome, late.job.status]).toEqual(['already_terminal', 'completed']);
    for (const [prefer, code] of [
      ['code=404', 'job_not_found'],
      ['code=503', 'unavailable'],
      ['code=429', 'rate_limited'],
    ] as const) {
      const error = await asking(prefer)
        .get('job_1')
        .catch((thrown: unknown) => thrown);
      expect(isProblem(error, code)).toBe(true);
    }
  });

  test('a job that is completed has been waited for', async () => {
    const job = await asking('code=200, example=completed').waitFor('job_1');
    expect(job.status).toBe('completed');
  });
});
