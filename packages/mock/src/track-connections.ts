import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/**
 * Keeps the connections that this process accepts on a port, and closes them when told to. Prism hands out no server, and its
 * `close` waits for every client that holds a connection, a browser's spare ones too.
 */
export function trackConnections(port: number): { close(): void } {
  const sockets = new Set<Socket>();
  const keep = (message: unknown) => {
    const { socket } = message as { readonly socket: Socket };
    if (socket.localPort !== port) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  };
  subscribe('net.server.socket', keep);
  return {
    close() {
      unsubscribe('net.server.socket', keep);
      for (const socket of sockets) socket.destroy();
    },
  };
}
