import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { runningServer } from '../test/running-server.ts';

/** What a server answers to bytes that need not be HTTP. */
function exchange(url: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

test.each([
  {
    name: 'headers of 17 KB',
    given: `GET /v1/jobs HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(17_000)}\r\n\r\n`,
    want: 431,
  },
  { name: 'no HTTP', given: 'hello\r\n\r\n', want: 400 },
  {
    name: 'a length and a chunked body at once',
    given: 'POST /v1/jobs HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    want: 400,
  },
])('$name: the answer is $want, and the server goes on', async ({ given, want }) => {
  const { url, send } = await runningServer();
  const answer = await exchange(url, given);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${want} `));
  expect(answer).toContain('application/problem+json');
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: want });
  expect((await send('GET', '/v1/capabilities')).status).toBe(200);
});
