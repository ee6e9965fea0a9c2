import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as it came. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
}

/** What the server does with one request. */
export type Script = (response: ServerResponse, request: IncomingMessage) => void;

export interface FaultServer {
  readonly url: string;
  /** Every request so far. */
  readonly received: Received[];
  /** `GET /v1/jobs/job_1` and so on, in their order. */
  readonly lines: () => string[];
}

/** A server on a real socket that does with each request what the script says, and answers 599 to any more. */
export async function faultServer(...script: readonly Script[]): Promise<FaultServer> {
  const received: Received[] = [];
  let next = 0;
  const server = createServer(async (request, response) => {
    const act = script[next++] ?? ((answer) => answer.writeHead(599).end('the script is over'));
    const body = Buffer.concat(await request.toArray()).toString();
    const closed = once(response, 'close').then(() => {});
    received.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body, closed });
    act(response, request);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    lines: () => received.map(({ method, path }) => `${method} ${path}`),
  };
}

/** Answers with JSON of the media type that the contract declares for the status. */
export function answer(status: number, body: unknown, headers: Record<string, string> = {}): Script {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return (response) => response.writeHead(status, { 'Content-Type': type, ...headers }).end(JSON.stringify(body));
}

/** Hangs up without a word. */
export const drop: Script = (response) => response.destroy();

/** Begins an answer that says how long it is, and hangs up in the middle of it. */
export const halfAnswer: Script = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
  response.write('{"object":"job","id":', () => response.destroy());
};

/** Begins an answer and never ends it. */
export const slowBody: Script = (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"object":');
};

/** The page of a proxy that found nobody behind it. */
export const badGateway: Script = (response) => {
  response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html><h1>502 Bad Gateway</h1></html>');
};

/** Streams a text, and then ends the stream well, cuts it off, or leaves it open. */
export function stream(text: string, then: 'end' | 'cut' | 'stay'): Script {
  return (response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(text === '' ? ': hello\n\n' : text, () => {
      if (then === 'end') response.end();
      // What was written is to arrive first.
      if (then === 'cut') setTimeout(() => response.destroy(), 20);
    });
  };
}
