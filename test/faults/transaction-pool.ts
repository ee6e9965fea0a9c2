import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WireMessage, WireMessages } from './wire-messages.ts';

/** A connection to the database, with who has it at the moment. */
interface Upstream {
  readonly socket: Socket;
  client: Client | null;
}

interface Client {
  readonly socket: Socket;
  upstream: Upstream | null;
  /** What it said that no connection has taken yet. */
  unsent: Buffer[];
  /** Messages that will each be answered by one that says that the database is ready. */
  unanswered: number;
  /** Whether it is in the middle of a group of messages. */
  inGroup: boolean;
}

/**
 * Shares a few connections to a PostgreSQL among many clients, as PgBouncer does in transaction mode: a client has one
 * from its first message until the database is ready for another transaction. So what a client sets, prepares or listens
 * to stays with the connection, and comes to whoever has that one later.
 */
export async function transactionPool(databaseUrl: string, most: number): Promise<string> {
  const target = new URL(databaseUrl);
  const upstreams: Upstream[] = [];
  const waiting: Client[] = [];
  const sockets = new Set<Socket>();
  let greeting: Buffer = Buffer.alloc(0);

  function keep(socket: Socket, onEnd: () => void): Socket {
    sockets.add(socket);
    // Messages are passed on one by one, and none is to wait for the answer to the one before it.
    return socket
      .setNoDelay()
      .on('error', () => socket.destroy())
      .on('close', () => {
        sockets.delete(socket);
        onEnd();
      });
  }

  /** Resolves with a connection that has said everything it says at first. */
  async function openUpstream(): Promise<Upstream> {
    const socket = connect(Number(target.port), target.hostname);
    const upstream: Upstream = { socket, client: null };
    keep(socket, () => {
      upstreams.splice(upstreams.indexOf(upstream), 1);
      upstream.client?.socket.destroy();
    });
    socket.write(startupMessage({ user: target.username, database: target.pathname.slice(1) }));
    const messages = new WireMessages({ fromClient: false });
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const said: Buffer[] = [];
    let isGreeted = false;
    socket.on('data', (bytes) => {
      for (const message of messages.take(bytes)) {
        if (isGreeted) pass(upstream, message);
        else said.push(message.bytes);
        if (message.type !== 'Z' || isGreeted) continue;
        isGreeted = true;
        greeting = Buffer.concat(said);
        resolve();
      }
    });
    upstreams.push(upstream);
    await ready;
    return upstream;
  }

  function pass(upstream: Upstream, { type, bytes }: WireMessage): void {
    const { client } = upstream;
    // A message for whoever listens finds nobody here.
    if (client === null) return;
    client.socket.write(bytes);
    if (type !== 'Z') return;
    client.unanswered -= 1;
    const isInTransaction = String.fromCharCode(bytes[5] ?? 0) !== 'I';
    if (isInTransaction || client.unanswered > 0 || client.inGroup) return;
    client.upstream = null;
    upstream.client = null;
    const next = waiting.shift();
    if (next !== undefined) give(upstream, next);
  }

  function give(upstream: Upstream, client: Client): void {
    upstream.client = client;
    client.upstream = upstream;
    for (const bytes of client.unsent.splice(0)) upstream.socket.write(bytes);
  }

  function send(client: Client, { type, bytes }: WireMessage): void {
    client.inGroup = type !== 'Q' && type !== 'S';
    if (!client.inGroup) client.unanswered += 1;
    if (client.upstream !== null) {
      client.upstream.socket.write(bytes);
      return;
    }
    client.unsent.push(bytes);
    if (waiting.includes(client)) return;
    const free = upstreams.find((upstream) => upstream.client === null);
    if (free !== undefined) give(free, client);
    else waiting.push(client);
  }

  const server = createServer((socket) => {
    const client: Client = { socket, upstream: null, unsent: [], unanswered: 0, inGroup: false };
    const messages = new WireMessages({ fromClient: true });
    keep(socket, () => {
      if (waiting.includes(client)) waiting.splice(waiting.indexOf(client), 1);
      // In the middle of a transaction, which nobody else may get.
      client.upstream?.socket.destroy();
    });
    socket.on('data', (bytes) => {
      for (const message of messages.take(bytes)) {
        if (message.type === 'startup') socket.write(greeting);
        else if (message.type === 'X') socket.end();
        else send(client, message);
      }
    });
  });
  await Promise.all(Array.from({ length: most }, openUpstream));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  target.port = String((server.address() as AddressInfo).port);
  return target.href;
}

function startupMessage(given: Record<string, string>): Buffer {
  const words = Object.entries(given).flat();
  const body = Buffer.from(`${words.join('\0')}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + body.length, 0);
  // Version 3.0 of the protocol.
  head.writeInt32BE(3 << 16, 4);
  return Buffer.concat([head, body]);
}
