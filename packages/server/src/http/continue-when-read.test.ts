import { expect, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { rawConnection } from '../test/raw-connection.ts';
import { runningServer, testKeys } from '../test/running-server.ts';

const key = `Authorization: Bearer ${testKeys.acme}\r\n`;

function headOf(length: number, given: string): string {
  const lines = `Host: a\r\n${given}Content-Type: application/json\r\nContent-Length: ${length}\r\nExpect: 100-continue\r\n`;
  return `POST /v1/jobs HTTP/1.1\r\n${lines}\r\n`;
}

test.each([
  { name: 'has no key', head: headOf(100, ''), want: 401 },
  { name: 'announces too large a body', head: headOf(2_000_000, key), want: 413 },
])('a caller that waits before it sends its body is refused at once when it $name', async ({ head, want }) => {
  const { url } = await runningServer();
  const { closed } = await rawConnection(Number(new URL(url).port), head);

  const answer = await closed;
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${want} `));
  expect(answer).toContain('\r\nConnection: close\r\n');
});

test('a caller that waits before it sends its body is told to go on, and may ask again afterwards', async () => {
  const { url } = await runningServer();
  const body = JSON.stringify({ type: 'demo.batch', input: { items: 1, item_ms: 0 } });
  const connection = await rawConnection(Number(new URL(url).port), headOf(body.length, key));
  await eventually('it may go on', () => connection.text === 'HTTP/1.1 100 Continue\r\n\r\n');
  connection.socket.write(body);
  await eventually('it is answered', () => connection.text.includes('HTTP/1.1 201 Created'));
  connection.socket.write(`GET /v1/capabilities HTTP/1.1\r\nHost: a\r\n${key}Connection: close\r\n\r\n`);

  expect(await connection.closed).toContain('HTTP/1.1 200 OK');
});
