import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ReceiverGuard } from './receiver-guard.ts';
import { sendWebhook } from './send-webhook.ts';

const guard = new ReceiverGuard({
  allowLoopback: true,
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
});

async function receiver(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function rawReceiver(listener: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    listener(socket);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

function send(url: string, signal: AbortSignal = new AbortController().signal) {
  return sendWebhook(guard, {
    url: new URL(url),
    headers: { 'webhook-id': 'msg_1' },
    body: '{"text":"Grüße"}',
    signal,
  });
}

test('a receiver gets the headers, the length and the exact bytes', async () => {
  const got: unknown[] = [];
  const port = await receiver(async (request, response) => {
    const chunks = await request.toArray();
    got.push(request.method, request.url, request.headers, Buffer.concat(chunks).toString());
    response.writeHead(204).end();
  });

  expect(await send(`http://127.0.0.1:${port}/hook?token=1`)).toEqual({ status: 204, retryAfter: undefined });
  expect(got).toMatchObject([
    'POST',
    '/hook?token=1',
    { 'webhook-id': 'msg_1', 'content-type': 'application/json', 'content-length': '18' },
    '{"text":"Grüße"}',
  ]);
});

test('a pinned name keeps its own Host (S18)', async () => {
  const hosts: unknown[] = [];
  const port = await receiver((request, response) => {
    hosts.push(request.headers.host);
    response.end();
  });

  await send(`http://hooks.example.com:${port}/`);

  expect(hosts).toEqual([`hooks.example.com:${port}`]);
});

describe('a receiver that misbehaves costs nothing (S19, F44)', () => {
  test('a redirect is an answer, and is not followed', async () => {
    let followed = false;
    const port = await receiver((request, response) => {
      if (request.url === '/there') followed = true;
      response.writeHead(307, { Location: '/there' }).end();
    });

    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 307 });
    expect(followed).toBe(false);
  });

  test('an endless body is hung up on as soon as the status is known', async () => {
    let closed: Promise<unknown> | undefined;
    const port = await receiver((_, response) => {
      closed = once(response, 'close');
      const piece = Buffer.alloc(64 * 1024);
      const pour = () => {
        while (!response.destroyed && response.write(piece));
        response.once('drain', pour);
      };
      pour();
    });

    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 200 });
    await closed;
  });

  test('more header than an answer has is an error', async () => {
    const port = await rawReceiver((socket) => {
      socket.once('data', () => socket.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`));
    });

    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'HPE_HEADER_OVERFLOW' });
  });

  test('one that never answers is hung up on when the time is over', async () => {
    const abort = new AbortController();
    const port = await rawReceiver(() => abort.abort());

    await expect(send(`http://127.0.0.1:${port}/`, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('one that answers with another protocol has answered, and is hung up on', async () => {
    let closed: Promise<unknown> | undefined;
    const port = await rawReceiver((socket) => {
      closed = once(socket, 'close');
      const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n';
      socket.once('data', () => socket.write(head));
    });

    expect(await send(`http://127.0.0.1:${port}/`)).toMatchObject({ status: 101 });
    await closed;
  });

  test('one that hangs up is an error', async () => {
    const port = await rawReceiver((socket) => socket.destroy());

    await expect(send(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('one that speaks no TLS is an error', async () => {
    const port = await rawReceiver((socket) => socket.once('data', () => socket.end('hello')));

    await expect(send(`https://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: expect.stringMatching(/SSL|EPROTO/),
    });
  });
});

test('a name that leads inside is blocked before a connection is made (S18)', async () => {
  let connected = false;
  const port = await rawReceiver(() => {
    connected = true;
  });
  const strict = new ReceiverGuard({
    allowLoopback: false,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const url = new URL(`https://rebinding.example.com:${port}/`);

  const sent = sendWebhook(strict, { url, headers: {}, body: '{}', signal: new AbortController().signal });

  await expect(sent).rejects.toMatchObject({ code: 'EBLOCKED' });
  expect(connected).toBe(false);
});
