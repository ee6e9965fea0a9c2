import type { Server } from 'node:http';
import { systemClock } from '../domain/clock.ts';
import type { OpenConnections } from './open-connections.ts';

/** How often a stop looks for connections that are done. */
const lookEveryMs = 20;

/** How long a stop waits for the rest of a request that is on its way. */
const arrivedWithinMs = 250;

/**
 * Takes no new connection, lets what was asked be answered, and resolves when no connection is left: those on which nothing
 * is asked are closed at once, those whose request does not go on arriving shortly afterwards, and all when the time is over.
 */
export async function allAnswered(server: Server, connections: OpenConnections, withinMs: number): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  connections.closeUnasked();
  // A connection that is kept alive goes idle after its answer, and would stay until it times out.
  const closeUnasked = setInterval(() => connections.closeUnasked(), lookEveryMs);
  const closeHalfAsked = setTimeout(() => connections.closeHalfAsked(), arrivedWithinMs);
  const cancelGiveUp = systemClock.schedule(withinMs, () => server.closeAllConnections());
  await closed;
  clearInterval(closeUnasked);
  clearTimeout(closeHalfAsked);
  cancelGiveUp();
}

/** Resolves with the port once the server listens. */
export function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The IP address that a server listens on; empty while it does not. */
export function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.address : '';
}
