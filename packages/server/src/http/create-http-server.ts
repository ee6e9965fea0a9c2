import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { headerCount } from '../router/header-count.ts';
import { type ConnectionBounds, defaultConnectionBounds } from './connection-bounds.ts';
import { continueWhenRead } from './continue-when-read.ts';
import { inItsTurn } from './in-its-turn.ts';
import { OpenConnections } from './open-connections.ts';
import {
  headersTooLarge,
  noProxy,
  notHttp,
  type Refusal,
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
  return boundedServer(listener, given, onRefused).server;
}

/** The same with its connections, for those who close it. */
export function boundedServer(
  listener: RequestListener,
  given: Partial<ConnectionBounds>,
  onRefused: (refused: RefusedRequest) => void,
): { readonly server: Server; readonly connections: OpenConnections } {
  const bounds = { ...defaultConnectionBounds, ...given };
  /** The requests whose rest could not be read before their turn came. */
  const unreadable = new WeakMap<ServerResponse, Refusal>();
  function answer(request: IncomingMessage, response: ServerResponse): void {
    connections.owes(response);
    inItsTurn(response, () => {
      const refusal = unreadable.get(response) ?? refusalOf(request, bounds);
      if (refusal === null) listener(request, response);
      else onRefused(refuseRequest(response, refusal));
    });
  }

  function refusalFor(code: string | undefined) {
    if (code === 'HPE_HEADER_OVERFLOW') return headersTooLarge(bounds);
    return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? requestTimedOut : notHttp;
  }

  /** What has arrived to its end has an answer of its own, whatever came behind it. */
  function refuseBehind(answers: ServerResponse | null, socket: Duplex, refusal: Refusal): void {
    const refuse = () => {
      // Where the answer was the last one, the connection is closing, and what was said of it is on its way.
      if (!socket.writable) return;
      const refused = refuseConnection(socket, refusal);
      if (refused !== null) onRefused(refused);
    };
    if (answers === null) refuse();
    else answers.once('finish', refuse);
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
  const connections = new OpenConnections(server);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    continueWhenRead(request, response);
    answer(request, response);
  });
  // An expectation other than `100-continue` may be ignored (RFC 9110 section 10.1.1).
  server.on('checkExpectation', answer);
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    refuseBehind(connections.lastOwedTo(socket), socket, noProxy);
  });
  server.maxConnections = bounds.connections;
  server.timeout = bounds.idleTimeoutMs;
  // Node would drop the lines beyond its bound without a word, and with them perhaps the one that matters.
  server.maxHeadersCount = 0;
  /** Those that were refused or will be when their turn comes: whatever else arrives there is a part of the same. */
  const unreadableFromNow = new WeakSet<Duplex>();
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // What a caller that went away would have been told, or one that was told and does not leave.
    if (error.code === 'ECONNRESET' || socket.writableFinished) return void socket.destroy();
    if (socket.writableEnded || unreadableFromNow.has(socket)) return;
    unreadableFromNow.add(socket);
    const refusal = refusalFor(error.code);
    const last = connections.lastOwedTo(socket);
    if (last === null || last.req.complete) refuseBehind(last, socket, refusal);
    else if (last.headersSent) socket.destroy();
    else if (last.socket === null) unreadable.set(last, refusal);
    else onRefused(refuseRequest(last, refusal));
  });
  return { server, connections };
}

/** What is to be refused for its head alone. */
function refusalOf(request: IncomingMessage, bounds: ConnectionBounds): Refusal | null {
  if (tooManyHeaders(request, bounds)) return headersTooLarge(bounds);
  return hasNoOneHost(request) ? notHttp : null;
}

/** RFC 9112 section 3.2: none, or several, of which another reader may take another one. */
function hasNoOneHost({ httpVersion, rawHeaders }: IncomingMessage): boolean {
  const hosts = headerCount('host', rawHeaders);
  return hosts > 1 || (hosts === 0 && httpVersion === '1.1');
}

function tooManyHeaders({ rawHeaders }: IncomingMessage, { headerLines }: ConnectionBounds): boolean {
  return rawHeaders.length > headerLines * 2;
}
