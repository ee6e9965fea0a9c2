import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { problems } from '@jobwire/contract';
import { newRequestId, requestIdOf } from '../router/request-id.ts';
import type { ConnectionBounds } from './connection-bounds.ts';

/** What a caller was told without any route having been asked. */
export interface RefusedRequest {
  /** The one that the caller got. */
  readonly requestId: string;
  readonly status: number;
  /** Null when the request could not be read. */
  readonly method: string | null;
}

export interface Refusal {
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

/** The answer to `CONNECT`, which asks a proxy for a tunnel (RFC 9110 section 9.3.6). */
export const noProxy: Refusal = {
  ...notHttp,
  problem: { ...notHttp.problem, detail: 'CONNECT is not served: this server is no proxy.' },
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

/** There is no request to answer, so this writes by hand what RFC 9457 asks for, and closes. Null when nobody can read it. */
export function refuseConnection(socket: Duplex, refusal: Refusal): RefusedRequest | null {
  if (!socket.writable) {
    socket.destroy();
    return null;
  }
  const { status } = refusal.problem;
  const requestId = newRequestId();
  const { headers, body } = answerOf(refusal, requestId);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`${[`HTTP/1.1 ${status} ${refusal.phrase}`, ...lines].join('\r\n')}\r\n\r\n${body}`);
  return { requestId, status, method: null };
}

/** The same for a request that was read so far, or is with its route already, which then has nobody to answer any more. */
export function refuseRequest(response: ServerResponse, refusal: Refusal): RefusedRequest {
  const { status } = refusal.problem;
  const requestId = requestIdOf(response.req);
  const { headers, body } = answerOf(refusal, requestId);
  response.writeHead(status, refusal.phrase, headers);
  response.end(body);
  return { requestId, status, method: response.req.method ?? null };
}

function answerOf({ problem }: Refusal, requestId: string) {
  const body = JSON.stringify({ ...problem, instance: '/', request_id: requestId });
  const headers = {
    'Content-Type': 'application/problem+json',
    'Content-Length': String(Buffer.byteLength(body)),
    'X-Request-Id': requestId,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { headers, body };
}
