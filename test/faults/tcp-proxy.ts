import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** Which connections are meant, by the bytes that they begin with. */
type Which = (beginning: string) => boolean;

const all: Which = () => true;

/** A way to a database that can be disturbed. */
export interface TcpProxy {
  readonly port: number;
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
}

/** Passes connections on to a port of this machine for the length of one test. */
export async function tcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  let silences: Which = () => false;
  const server = createServer((client) => {
    const upstream = connect(targetPort, '127.0.0.1');
    const pair: Pair = { client, upstream, beginning: '', silent: false };
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
      if (!pair.silent) client.write(bytes);
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
  return {
    port: (server.address() as AddressInfo).port,
    cut(which = all) {
      for (const { client, upstream } of chosen(which)) {
        client.resetAndDestroy();
        upstream.destroy();
      }
    },
    silence(which = all) {
      silences = which;
      for (const pair of chosen(which)) pair.silent = true;
    },
    restore() {
      silences = () => false;
    },
  };
}
