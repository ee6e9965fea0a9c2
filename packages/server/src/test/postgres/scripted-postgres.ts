import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What stands for a PostgreSQL that hands out one lock, and that falls silent or hangs up when it is told to. */
export interface ScriptedPostgres {
  readonly url: string;
  /** The statements of each connection, from the first to the last one. */
  readonly statements: readonly string[][];
  /** Whether the lock is free for whoever asks. */
  lockIsFree: boolean;
  /** Whether statements are answered; one that is not is answered when this is true again and the next one comes. */
  answers: boolean;
  /** Whether who connects is let in; otherwise it is hung up on. */
  lets: boolean;
  /** How many connections are open. */
  readonly open: number;
  /** Sends a message on a channel over every open connection. */
  notify(channel: string, payload: string): void;
  /** Hangs up: with a farewell, or as a process that is gone. */
  hangUp(how?: 'end' | 'destroy'): void;
}

/** The little of the protocol that one connection with plain statements needs (postgresql.org/docs, "Message Formats"). */
export async function scriptedPostgres(): Promise<ScriptedPostgres> {
  const sockets = new Set<Socket>();
  const statements: string[][] = [];
  const server = createServer((socket) => {
    if (!database.lets) {
      socket.destroy();
      return;
    }
    const own: string[] = [];
    let unanswered: string[] = [];
    statements.push(own);
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let received = Buffer.alloc(0);
    let isStarted = false;
    socket.on('data', (data: Buffer) => {
      received = Buffer.concat([received, data]);
      for (
        let length = lengthOf(received, isStarted);
        length <= received.length;
        length = lengthOf(received, isStarted)
      ) {
        const message = received.subarray(0, length);
        received = received.subarray(length);
        if (!isStarted) {
          isStarted = true;
          socket.write(Buffer.concat([messageOf('R', int32(0)), ready]));
        } else if (message[0] === 'Q'.charCodeAt(0)) {
          const text = message.toString('utf8', 5, length - 1);
          own.push(text);
          unanswered.push(text);
          if (!database.answers) continue;
          for (const each of unanswered) socket.write(answerTo(each, database.lockIsFree));
          unanswered = [];
        }
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const database: ScriptedPostgres = {
    url: `postgres://anybody@127.0.0.1:${(server.address() as AddressInfo).port}/any?sslmode=disable`,
    statements,
    lockIsFree: true,
    answers: true,
    lets: true,
    get open() {
      return sockets.size;
    },
    notify(channel, payload) {
      for (const socket of sockets) socket.write(messageOf('A', int32(1), text(channel), text(payload)));
    },
    hangUp(how = 'destroy') {
      for (const socket of sockets) socket[how]();
    },
  };
  return database;
}

/** Infinity until enough has come to tell. */
function lengthOf(received: Buffer, isStarted: boolean): number {
  // The first message has no letter in front.
  const at = isStarted ? 1 : 0;
  return received.length < at + 4 ? Number.POSITIVE_INFINITY : at + received.readInt32BE(at);
}

function answerTo(statement: string, lockIsFree: boolean): Buffer {
  if (!statement.includes(' as held')) return Buffer.concat([messageOf('C', text('LISTEN')), ready]);
  const boolean = 16;
  const column = Buffer.concat([text('held'), int32(0), int16(0), int32(boolean), int16(1), int32(-1), int16(0)]);
  const value = Buffer.from(lockIsFree ? 't' : 'f');
  return Buffer.concat([
    messageOf('T', int16(1), column),
    messageOf('D', int16(1), int32(value.length), value),
    messageOf('C', text('SELECT 1')),
    ready,
  ]);
}

function messageOf(letter: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(letter), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`);
}

const ready = messageOf('Z', Buffer.from('I'));
