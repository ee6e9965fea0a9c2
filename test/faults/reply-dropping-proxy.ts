import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { onTestFinished } from 'vitest';

export interface ReplyDroppingProxy {
  readonly url: string;
  /** How many replies it takes away from now on. */
  drop: number;
  dropped: number;
}

/** Passes connections on to a server, and cuts some at the moment when the server begins to answer. */
export async function replyDroppingProxy(target: string): Promise<ReplyDroppingProxy> {
  const { hostname, port } = new URL(target);
  const proxy = { url: '', drop: 0, dropped: 0 };
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => upstream.write(bytes));
    upstream.on('data', (bytes) => {
      if (proxy.dropped >= proxy.drop) {
        client.write(bytes);
        return;
      }
      proxy.dropped += 1;
      end();
    });
    for (const socket of [client, upstream]) socket.on('close', end).on('error', end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  proxy.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return proxy;
}
