import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Node waits a minute for headers, five for a body, and takes any number of connections: enough for a few slow clients to
 * keep everybody else out.
 */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};

const mostConnections = 10_000;

/** What Node's parser refuses before there is a request, as problem-shaped answers. */
const refusals: Record<string, { status: number; title: string }> = {
  HPE_HEADER_OVERFLOW: { status: 431, title: 'Request Header Fields Too Large' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, title: 'Request Timeout' },
};

const badRequest = { status: 400, title: 'Bad Request' };

/** An HTTP server with bounds that protect it from slow and oversized clients. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(limits, listener);
  server.maxConnections = mostConnections;
  server.on('clientError', refuse);
  return server;
}

/** There is no request to answer, so this writes what RFC 9457 asks for by hand and closes. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, title } = refusals[error.code ?? ''] ?? badRequest;
  const body = JSON.stringify({ type: 'about:blank', title, status, detail: 'The request could not be read as HTTP.' });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nContent-Type: application/problem+json\r\nX-Content-Type-Options: nosniff\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
