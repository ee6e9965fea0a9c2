import type { Duplex } from 'node:stream';
import { problems } from '@jobwire/contract';
import type { World } from './world.ts';

/** How large the request line and the headers may be together, in bytes. */
export function headerBytes(world: World): number {
  return world.breaks('headers of 8 KiB are too large') ? 4_096 : 12_000;
}

/** Answers what cannot be read as a request, and closes the connection. */
export function refuseHeaders(world: World, error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  if (error.code !== 'HPE_HEADER_OVERFLOW') {
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    return;
  }
  const requestId = `r-${Math.random().toString(36).slice(2)}`;
  const { status, retryable } = problems.headers_too_large;
  const problem = JSON.stringify({
    code: 'headers_too_large',
    status,
    retryable,
    request_id: requestId,
    instance: '/',
    title: 'headers too large',
    type: 'tag:tiny.invalid,2026:headers_too_large',
    detail: `I read ${headerBytes(world)} bytes of headers.`,
  });
  const plain = world.breaks('headers that are too large are refused without a problem');
  const body = plain ? '' : problem;
  const headers = [
    `HTTP/1.1 ${status} Request Header Fields Too Large`,
    'Connection: close',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...(plain ? [] : ['Content-Type: application/problem+json']),
    `X-Request-Id: ${requestId}`,
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}
