import { PortInUseError } from './port-in-use-error.ts';

/** Why a mock could not listen, from the words of the system. */
export function listenError(host: string, port: number, reason: string): Error {
  if (reason.includes('EADDRINUSE')) return new PortInUseError(host, port);
  return new Error(`The mock cannot listen on port ${port} of ${host}: ${reason}`);
}
