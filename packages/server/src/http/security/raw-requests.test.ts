import { connect } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { type RunningServer, runningServer, testKeys } from '../../test/running-server.ts';

let running: RunningServer;
beforeEach(async () => {
  running = await runningServer();
});

const authorization = `Authorization: Bearer ${testKeys.acme}`;
const json = 'Content-Type: application/json';

/** What the server writes to a connection until it closes it. */
function answers(...pieces: (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let all = '';
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1', () => {
      for (const piece of pieces) socket.write(piece);
    });
    socket.on('data', (chunk) => {
      all += chunk;
    });
    socket.on('close', () => resolve(all));
    socket.on('error', reject);
  });
}

function request(line: string, headers: readonly string[], body: string | Uint8Array = '') {
  const head = [line, 'Host: here', 'Connection: close', authorization, ...headers].join('\r\n');
  return answers(`${head}\r\n\r\n`, body);
}

function create(body: string | Uint8Array) {
  return request('POST /v1/jobs HTTP/1.1', [json, `Content-Length: ${Buffer.byteLength(body)}`], body);
}

const statusesOf = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

async function storedNames(): Promise<string[]> {
  const { body } = await running.send('GET', '/v1/jobs');
  return body.data.map(({ name }: { name: string }) => name);
}

const good = '{"type":"demo.batch","input":{"items":0,"item_ms":0},"name":"%"}';

describe('a request that one reader takes for two is answered once, and its rest is never a request (S26)', () => {
  const smuggled = `POST /v1/jobs HTTP/1.1\r\nHost: here\r\n${authorization}\r\n${json}\r\nContent-Length: 200\r\n\r\n`;

  test.each<{ given: string; headers: string[]; body: string }>([
    {
      given: 'a length and a chunked body',
      headers: [json, 'Content-Length: 4', 'Transfer-Encoding: chunked'],
      body: `0\r\n\r\n${smuggled}`,
    },
    {
      given: 'a chunked body and a length',
      headers: [json, 'Transfer-Encoding: chunked', 'Content-Length: 4'],
      body: `0\r\n\r\n${smuggled}`,
    },
    { given: 'two lengths', headers: [json, 'Content-Length: 0', 'Content-Length: 44'], body: smuggled },
    { given: 'two lengths in one', headers: [json, 'Content-Length: 0, 44'], body: smuggled },
    { given: 'a length with a sign', headers: [json, 'Content-Length: +4'], body: smuggled },
    { given: 'a length in hex', headers: [json, 'Content-Length: 0x4'], body: smuggled },
    { given: 'another encoding last', headers: [json, 'Transfer-Encoding: chunked, identity'], body: smuggled },
    { given: 'an unknown encoding', headers: [json, 'Transfer-Encoding: xchunked'], body: smuggled },
    { given: 'a blank before the colon', headers: [json, 'Transfer-Encoding : chunked'], body: smuggled },
    { given: 'a line feed alone', headers: [json, 'X: a\nTransfer-Encoding: chunked'], body: `0\r\n\r\n${smuggled}` },
    {
      given: 'a chunk length that is no number',
      headers: [json, 'Transfer-Encoding: chunked'],
      body: `zz\r\n\r\n${smuggled}`,
    },
    { given: 'two hosts', headers: [json, 'Host: there', 'Content-Length: 4'], body: `null${smuggled}` },
    { given: 'a folded header', headers: [json, 'Transfer-Encoding:\r\n chunked'], body: `0\r\n\r\n${smuggled}` },
  ])('$given', async ({ headers, body }) => {
    const statuses = statusesOf(await request('POST /v1/jobs/cancel HTTP/1.1', headers, body));

    expect(statuses).toHaveLength(1);
    expect(statuses[0]).toBeGreaterThanOrEqual(400);
    expect(statuses[0]).toBeLessThan(500);
    expect(await storedNames()).toEqual([]);
    expect((await running.send('GET', '/v1/capabilities')).status).toBe(200);
  });
});

describe('a body that is no JSON in UTF-8 is refused (S26)', () => {
  test.each<{ given: string; body: Uint8Array; status: number }>([
    { given: 'UTF-16', body: Buffer.from(good, 'utf16le'), status: 400 },
    { given: 'a broken sequence', body: Buffer.from(good.replace('%', '\xe4\xf6'), 'latin1'), status: 400 },
    { given: 'an overlong sequence', body: Buffer.from(good.replace('%', '\xc0\xaf'), 'latin1'), status: 400 },
    {
      given: 'a surrogate in three bytes',
      body: Buffer.from(good.replace('%', '\xed\xa0\x80'), 'latin1'),
      status: 400,
    },
    { given: 'two values', body: Buffer.from(`${good}${good}`), status: 400 },
    { given: 'a comment', body: Buffer.from(`/**/${good}`), status: 400 },
    { given: 'a number that is none', body: Buffer.from(good.replace('"%"', 'NaN')), status: 400 },
  ])('$given: $status', async ({ body, status }) => {
    expect(statusesOf(await create(body))).toEqual([status]);
    expect(await storedNames()).toEqual([]);
  });

  test('but a byte order mark is ignored, as RFC 8259 section 8.1 allows', async () => {
    expect(statusesOf(await create(`\ufeff${good}`))).toEqual([201]);
    expect(await storedNames()).toEqual(['%']);
  });

  test('of a member that comes twice the last one counts, for the check and for what is stored', async () => {
    const twice = good.replace('"name":"%"', '"name":7,"name":"last","priority":99,"priority":1');
    expect(statusesOf(await create(twice))).toEqual([201]);
    expect(await storedNames()).toEqual(['last']);
    expect(statusesOf(await create(good.replace('"name":"%"', '"name":"first","name":7')))).toEqual([400]);
  });
});

describe('nothing but the method decides what is done (S26)', () => {
  test.each(['TRACE', 'TRACK', 'CONNECT', 'FOO'])('%s is answered without an echo', async (method) => {
    const answer = await request(`${method} /v1/jobs HTTP/1.1`, ['X-Secret: do-not-echo']);
    expect(answer).not.toContain('do-not-echo');
    for (const status of statusesOf(answer)) expect([400, 404, 405]).toContain(status);
  });

  test.each(['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', '_method'])(
    '%s overrides nothing',
    async (name) => {
      const job = await running.create({ type: 'demo.batch', input: { items: 0, item_ms: 0 } });
      await running.ended(job.id);
      expect(statusesOf(await request(`GET /v1/jobs/${job.id} HTTP/1.1`, [`${name}: DELETE`]))).toEqual([200]);
      expect((await running.send('GET', `/v1/jobs/${job.id}`)).status).toBe(200);
    },
  );
});
