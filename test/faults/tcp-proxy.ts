import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** Which connections are meant, by the bytes that they begin with. */
type Which = (beginning: string) => boolean;

const all: Which = () => true;

/** A way to a database that can be disturbed. */
export interface TcpProxy {
  readonly port: number;
  /** How much later what the database says arrives. */
  delayMs: number;
  /** Ends connections. */
  cut(which?: Which): void;
  /** From now on passes nothing on, and says nothing of it: neither side sees an end. */
  silence(which?: Which): void;
  /** Passes on again what comes from now on, over connections that begin from now on. */
  restore(): void;
}

interface Pair {
  readonly client: Socket;
  readonly upstream: Socket;
  beginning: string;
  silent: boolean;
  /** Answers that are on their way, and when the last one of them has arrived. */
  late: number;
  passed: Promise<unknown>;
}

/** Passes connections on to a port of this machine for the length of one test. */
export async function tcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  const way = { delayMs: 0 };
  let silences: Which = () => false;
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const pair: Pair = { client, upstream, beginning: '', silent: false, late: 0, passed: Promise.resolve() };
    pairs.add(pair);
    const end = () => {
      if (pair.silent) return;
      pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => {
      if (pair.beginning === '') {
        pair.beginning = bytes.toString('latin1');
        pair.silent = silences(pair.beginning);
      }
      if (!pair.silent) upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      const pass = () => pair.silent || client.destroyed || client.write(bytes);
      if (way.delayMs === 0 && pair.late === 0) return pass();
      const dueAt = performance.now() + way.delayMs;
      pair.late += 1;
      // Each behind the one before it, also when the delay has become shorter meanwhile.
      pair.passed = pair.passed
        .then(() => sleep(Math.max(dueAt - performance.now(), 0)))
        .then(() => {
          pair.late -= 1;
          pass();
        });
    });
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const chosen = (which: Which) => [...pairs].filter(({ beginning }) => which(beginning));
  onTestFinished(() => {
    for (const { client, upstream } of pairs) {
      client.destroy();
      upstream.destroy();
    }
    server.close();
  });
  return Object.assign(way, {
    port: (server.address() as AddressInfo).port,
    cut(which: Which = all) {
      for (const { client, upstream } of chosen(which)) {
        client.resetAndDestroy();
        upstream.destroy();
      }
    },
    silence(which: Which = all) {
      silences = which;
      for (const pair of chosen(which)) pair.silent = true;
    },
    restore() {
      silences = () => false;
    },
  });
}
