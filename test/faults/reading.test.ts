import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { organizationKeys } from '../history/kill-run.ts';
import { faultyServer } from './faulty-server.ts';
import { residentBytes } from './resident-bytes.ts';
import { someOf, thorough } from './thorough.ts';

const nothing = { items: 0, item_ms: 0 };

test.each(someOf(1, ['desc', 'asc']))(
  'pages in %s order have every job that existed throughout once, while others come, change and go (F49)',
  async (order) => {
    const { server, create, ended, send } = faultyServer();
    await server.start();
    const lasting: string[] = [];
    const passing: string[] = [];
    for (let batch = 0; batch < 30; batch += 1) {
      const [stays, goes] = await Promise.all([create(nothing), create(nothing)]);
      lasting.push(stays.id);
      passing.push(goes.id);
    }
    const changing = await create({ items: 100, item_ms: 10 });
    lasting.push(changing.id);
    for (const id of passing) await ended(id);

    const over = new AbortController();
    const churn = (async () => {
      while (!over.signal.aborted) {
        const id = passing.shift();
        await Promise.all([create(nothing), id === undefined ? null : send('DELETE', `/v1/jobs/${id}`)]);
      }
    })();
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null && seen.length < 10_000) {
      const { body } = await send('GET', `/v1/jobs?order=${order}&limit=3${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.data.map((job: { id: string }) => job.id));
      // In ascending order there would always be another page, of jobs that came meanwhile.
      cursor = lasting.every((id) => seen.includes(id)) && order === 'asc' ? null : body.next_cursor;
    }
    over.abort();
    await churn;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => lasting.includes(id)).toSorted()).toEqual(lasting.toSorted());
  },
);

test('results that are read while they are appended, and while the job is cancelled, only grow (F50)', async () => {
  const { server, create, send, entries } = faultyServer();
  await server.start();
  const jobs = await Promise.all(Array.from({ length: 4 }, () => create({ items: 40, item_ms: 10, holds: 1 })));
  await Promise.all(
    jobs.map(async ({ id }, index) => {
      for (let compared = 0; ; ) {
        const { body } = await send('GET', `/v1/jobs/${id}/results?limit=100`);
        // Sealed by nothing else, since its last item does not come.
        if (body.sealed) return;
        if (compared === 10 + 4 * index) await send('POST', `/v1/jobs/${id}/cancel`);
        // A page behind a cursor begins where the one before it ended.
        const first = (await send('GET', `/v1/jobs/${id}/results?limit=2`)).body;
        if (!first.has_more) continue;
        const next = (await send('GET', `/v1/jobs/${id}/results?limit=2&cursor=${first.next_cursor}`)).body;
        expect([...first.data, ...next.data].map((row) => row.index)).toEqual(
          [...first.data, ...next.data].map((_, position) => position),
        );
        compared += 1;
      }
    }),
  );
  // That each reading is a prefix of the later ones is checked with the rest of the history.
  for (const { id } of jobs) await send('GET', `/v1/jobs/${id}`);
  expect(entries.length).toBeGreaterThan(100);
});

test('clients that stop reading large results keep nobody else waiting, and cost no more than their answers (F51)', async () => {
  const { server, create, ended, send } = faultyServer();
  const { pid, url } = await server.start();
  const { id } = await create({}, { type: 'fault.large' });
  await ended(id);
  const { port } = new URL(url);
  const before = residentBytes(pid);
  const answerTimes = async () => {
    const times: number[] = [];
    for (let request = 0; request < 20; request += 1) {
      const began = performance.now();
      expect((await send('GET', `/v1/jobs/${id}`)).status).toBe(200);
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return times.toSorted((one, other) => one - other);
  };
  const [, , , , , , , , , , usually = 0] = await answerTimes();
  const sockets = Array.from({ length: 10 }, () => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => {}).pause();
    // Many requests on one connection: a server that read ahead would hold all their answers.
    const request = `GET /v1/jobs/${id}/results?limit=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${organizationKeys.acme}\r\n\r\n`;
    socket.write(request.repeat(20));
    return socket;
  });
  const answered = await answerTimes();
  const grown = residentBytes(pid) - before;
  for (const socket of sockets) socket.destroy();
  // Two hundred answers of five megabytes were asked for.
  expect(grown).toBeLessThan(400e6);
  expect(answered[10]).toBeLessThan(1000 + 20 * usually);
});

const jobsDue = thorough ? 1000 : 300;

test(`${jobsDue} jobs that are due at the same time start by priority (F52)`, async () => {
  const { server, create, ended, send, workerLines } = faultyServer();
  await server.start();
  const busy = await Promise.all(Array.from({ length: 8 }, () => create({ items: 1, item_ms: 0, holds: 1 })));
  const dueAt = Date.now() + 1000;
  const scheduled = { scheduled_for: new Date(dueAt).toISOString() };
  const jobs: { id: string; priority: number }[] = [];
  for (let batch = 0; batch < jobsDue / 50; batch += 1) {
    const priority = (index: number) => (batch + index) % 10;
    const made = Array.from({ length: 50 }, (_, index) => create(nothing, { ...scheduled, priority: priority(index) }));
    jobs.push(...(await Promise.all(made)));
  }
  await eventually('their time has come', () => Date.now() > dueAt);
  await send('POST', '/v1/jobs/cancel', { json: { job_ids: busy.map(({ id }) => id) } });
  for (const { id } of jobs) expect(await ended(id)).toMatchObject({ status: 'completed', attempt: 1 });
  const started = jobs
    .map(({ id, priority }) => ({ at: workerLines(id)[0]?.at ?? Number.NaN, priority }))
    .toSorted((one, other) => one.at - other.at);
  for (const { at } of started) expect(at).toBeGreaterThanOrEqual(dueAt);
  // Eight run at a time, so a start may overtake those beside it, and no others.
  for (const [index, { priority }] of started.entries()) {
    for (const later of started.slice(index + 16)) expect(later.priority).toBeLessThanOrEqual(priority);
  }
});
