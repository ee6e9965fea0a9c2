import { spec as contract, type OpenApiDocument } from '@jobwire/contract/spec';
import { PortInUseError } from './port-in-use-error.ts';
import { trackConnections } from './track-connections.ts';

export interface MockOptions {
  /** The address to listen on, `127.0.0.1` by default. Any web page may call the mock (CORS is open), so keep it on loopback. */
  readonly host?: string | undefined;
  /** The port to listen on. 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** What to mock: the contract by default. */
  readonly spec?: OpenApiDocument | undefined;
  /** Gets a line for each request and for each step of choosing its answer. Nothing is logged by default. */
  readonly log?: ((line: string) => void) | undefined;
}

export interface RunningMock {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Closes every connection and frees the port. Calling it again does nothing more. */
  stop(): Promise<void>;
}

/**
 * Starts a server that answers every operation of the contract with the examples in it. It remembers nothing: a request for a
 * job gives the example of a job, whatever was created or cancelled before.
 *
 * - A valid request gets the first example of the lowest 2xx status; `Prefer: code=409` and `Prefer: code=409, example=NAME`
 *   get another one. `mockAnswers` lists them.
 * - A request without `Authorization: Bearer …` gets the 401 of the contract, and any key will do: the mock knows no
 *   organizations. An invalid request gets the 400, and both come before what `Prefer` asks for.
 *
 * @throws {PortInUseError} when another program listens on the port.
 * @throws {Error} when it cannot listen for another reason, which the message names.
 */
export async function startMock(options: MockOptions = {}): Promise<RunningMock> {
  const { host = '127.0.0.1', port = 0, spec = contract, log } = options;
  const { createPrismServer } = await import('./create-prism-server.ts');
  const server = await createPrismServer(spec, log);
  // Prism rejects with the text of the error.
  const address = await server.listen(port, host).catch((reason: unknown) => {
    throw listenError(host, port, reason instanceof Error ? reason.message : String(reason));
  });
  const boundPort = Number(/:(\d+)$/.exec(address)?.[1]);
  const connections = trackConnections(boundPort);
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${boundPort}`,
    stop() {
      stopped ??= closeAll(server, connections);
      return stopped;
    },
  };
}

async function closeAll(server: { close(): Promise<void> }, connections: { close(): void }): Promise<void> {
  const closed = server.close();
  connections.close();
  await closed;
}

function listenError(host: string, port: number, reason: string): Error {
  if (reason.includes('EADDRINUSE')) return new PortInUseError(host, port);
  return new Error(`The mock cannot listen on port ${port} of ${host}: ${reason}`);
}
