import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { headerCount } from '../router/header-count.ts';
import { type ConnectionBounds, defaultConnectionBounds } from './connection-bounds.ts';
import {
  headersTooLarge,
  notHttp,
  type RefusedRequest,
  refuseConnection,
  refuseRequest,
  requestTimedOut,
} from './refuse-connection.ts';

/**
 * An HTTP server with bounds that protect it from slow and oversized clients.
 *
 * @param onRefused Told of each answer that the listener does not give.
 */
export function createHttpServer(
  listener: RequestListener,
  given: Partial<ConnectionBounds> = {},
  onRefused: (refused: RefusedRequest) => void = () => {},
): Server {
  const bounds = { ...defaultConnectionBounds, ...given };
  function answer(request: IncomingMessage, response: ServerResponse): void {
    inItsTurn(response, () => {
      if (tooManyHeaders(request, bounds)) onRefused(refuseRequest(response, headersTooLarge(bounds)));
      else if (hasNoOneHost(request)) onRefused(refuseRequest(response, notHttp));
      else listener(request, response);
    });
  }

  function refusalFor(code: string | undefined) {
    if (code === 'HPE_HEADER_OVERFLOW') return headersTooLarge(bounds);
    return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? requestTimedOut : notHttp;
  }

  const server = createServer(
    {
      headersTimeout: bounds.headersTimeoutMs,
      requestTimeout: bounds.requestTimeoutMs,
      keepAliveTimeout: bounds.keepAliveTimeoutMs,
      connectionsCheckingInterval: bounds.checkIntervalMs,
      maxHeaderSize: bounds.headerBytes,
      // Node would refuse it without a word, and not with a problem.
      requireHostHeader: false,
    },
    answer,
  );
  // An expectation other than `100-continue` may be ignored (RFC 9110 section 10.1.1).
  server.on('checkExpectation', answer);
  server.maxConnections = bounds.connections;
  server.timeout = bounds.idleTimeoutMs;
  // Node would drop the lines beyond its bound without a word, and with them perhaps the one that matters.
  server.maxHeadersCount = 0;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = answerOn(socket);
    // What a caller that went away would have been told, or one that is in the middle of an answer.
    if (error.code === 'ECONNRESET' || response?.headersSent) return void socket.destroy();
    const refusal = refusalFor(error.code);
    const refused =
      response === null || !socket.writable ? refuseConnection(socket, refusal) : refuseRequest(response, refusal);
    if (refused !== null) onRefused(refused);
  });
  return server;
}

/**
 * Begins when every earlier request of the connection is answered. Node hands over at once whatever a caller has sent,
 * hundreds of requests in one packet, and keeps their answers for as long as the caller does not read: with pages of some
 * megabytes, one connection could fill the memory.
 */
function inItsTurn(response: ServerResponse, begin: () => void): void {
  // The socket is given to one answer at a time.
  if (response.socket !== null) {
    begin();
    return;
  }
  const { assignSocket } = response;
  response.assignSocket = (socket) => {
    assignSocket.call(response, socket);
    begin();
  };
}

/** Node hangs the answer that is under way on its socket, for handlers such as this one. */
function answerOn(socket: Duplex): ServerResponse | null {
  const { _httpMessage: answer } = socket as { _httpMessage?: ServerResponse | null };
  return answer ?? null;
}

/** RFC 9112 section 3.2: none, or several, of which another reader may take another one. */
function hasNoOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = headerCount('host', rawHeaders);
  return hosts > 1 || (hosts === 0 && httpVersion === '1.1');
}

function tooManyHeaders({ rawHeaders }: IncomingMessage, { headerLines }: ConnectionBounds): boolean {
  return rawHeaders.length > headerLines * 2;
}
