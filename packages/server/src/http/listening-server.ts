import type { Server } from 'node:http';

/** How long a stop waits for answers that are under way, and how often it looks for connections that are done. */
const answeredWithinMs = 5000;
const lookEveryMs = 20;

/** Takes no new connection, lets what was asked be answered, and resolves when no connection is left. */
export async function allAnswered(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive goes idle after its answer, and would stay until it times out.
  const closeIdle = setInterval(() => server.closeIdleConnections(), lookEveryMs);
  const giveUp = setTimeout(() => server.closeAllConnections(), answeredWithinMs);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(giveUp);
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
