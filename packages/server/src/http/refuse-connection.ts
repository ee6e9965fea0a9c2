import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { problems } from '@jobwire/contract';
import type { ConnectionBounds } from './connection-bounds.ts';

interface Refusal {
  /** The reason phrase of HTTP. */
  readonly phrase: string;
  readonly problem: { readonly title: string; readonly status: number; readonly [member: string]: unknown };
}

/** What the catalogue says to machines; the rest of an entry is for its documentation. */
function known({ title, status, retryable }: (typeof problems)[keyof typeof problems]) {
  return { title, status, retryable };
}

export const notHttp: Refusal = {
  phrase: 'Bad Request',
  problem: {
    type: 'about:blank',
    ...known(problems.validation_error),
    detail: 'The request could not be read as HTTP.',
    code: 'validation_error',
  },
};

/** HTTP's own refusal of a connection; the contract has no code for it. */
export const requestTimedOut: Refusal = {
  phrase: 'Request Timeout',
  problem: {
    type: 'about:blank',
    title: 'Request Timeout',
    status: 408,
    detail: 'The request did not arrive in time.',
    retryable: true,
  },
};

export function headersTooLarge({ headerBytes, headerLines }: ConnectionBounds): Refusal {
  const most = `${headerBytes} bytes or ${headerLines} lines`;
  return {
    phrase: 'Request Header Fields Too Large',
    problem: {
      type: '/docs/errors#headers_too_large',
      ...known(problems.headers_too_large),
      detail: `The request line and the headers are larger than ${most}. Ask for less in one request.`,
      code: 'headers_too_large',
    },
  };
}

/** There is no request to answer, so this writes by hand what RFC 9457 asks for, and closes. */
export function refuseConnection(socket: Duplex, { phrase, problem }: Refusal): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const requestId = `req_${randomUUID()}`;
  const body = JSON.stringify({ ...problem, instance: '/', request_id: requestId });
  const head = [
    `HTTP/1.1 ${problem.status} ${phrase}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
