import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JobStatus } from '@jobwire/contract';
import { headerBytes, refuseHeaders } from './tiny/refuse-headers.ts';
import { respond } from './tiny/respond.ts';
import type { TinyOptions } from './tiny/settings.ts';
import { newWorld } from './tiny/world.ts';

export type { TinyOptions } from './tiny/settings.ts';

/** A running tiny server. */
export interface TinyServer {
  readonly baseUrl: string;
  /** The statuses of all its jobs. */
  readonly statuses: () => JobStatus[];
  readonly close: () => Promise<void>;
}

/**
 * Serves the whole contract on a free port, from memory, in a style that is not that of the reference server wherever the
 * contract leaves a choice; so the kit is held to the contract alone.
 */
export async function startTinyServer(options: TinyOptions = {}): Promise<TinyServer> {
  const world = newWorld(options);
  const server = createServer({ maxHeaderSize: headerBytes(world) }, (request, response) => {
    if (world.settings.diesAtCancel && request.url?.endsWith('/cancel')) {
      server.close();
      server.closeAllConnections();
      return;
    }
    void respond(world, request, response);
  });
  // Longer than a busy client needs to come back, so that no request meets the end of its connection.
  server.keepAliveTimeout = 60_000;
  server.on('clientError', (error, socket) => refuseHeaders(world, error, socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses: () => [...world.jobs.values()].map(({ wire }) => wire.status),
    close() {
      world.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
