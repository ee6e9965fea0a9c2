import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortInUseError } from './port-in-use-error.ts';

/**
 * Lets a server listen, and gives its address without a slash at the end.
 *
 * @throws {PortInUseError} when another program listens there.
 * @throws {Error} when it is not possible for another reason, which the message names.
 */
export async function listenOn(server: Server, host = '127.0.0.1', port = 0): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw new PortInUseError(host, port);
    throw new Error(`The mock cannot listen on port ${port} of ${host}: ${message}`);
  }
  return `http://${host.includes(':') ? `[${host}]` : host}:${(server.address() as AddressInfo).port}`;
}
