import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Passes everything on to a server that keeps the contract, and breaks one rule: a cancel that comes too late is called a success. */
export async function startLyingServer(honestUrl: string): Promise<{ readonly url: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    const body = request.method === 'POST' ? await text(request) : null;
    const answer = await fetch(`${honestUrl}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).filter(([name]) => ['authorization', 'content-type'].includes(name)) as [
        string,
        string,
      ][],
      body,
    });
    const lie = answer.status === 409;
    response.writeHead(lie ? 200 : answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => server.close(),
  };
}
