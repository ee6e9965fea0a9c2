import { createServer } from 'node:net';
import { isLoopback } from '@jobwire/server';
import { UsageError } from './usage-error.ts';

const reasons: Record<string, string> = {
  EACCES: 'the system does not allow it. Choose a port above 1023',
  EADDRNOTAVAIL: 'it is no address of this machine. Choose one with --host, such as 127.0.0.1',
  ENOTFOUND: 'there is no such host. Choose one with --host, such as 127.0.0.1',
  EAI_AGAIN: 'there is no such host. Choose one with --host, such as 127.0.0.1',
};

/**
 * Finds out whether a server can listen there, before anything is started or written for it.
 *
 * @throws {UsageError}
 */
export async function checkAddress(host: string, port: number): Promise<{ readonly isLoopback: boolean }> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen({ host, port }, resolve);
    });
  } catch (error) {
    throw cannotListen(host, port, error);
  }
  const bound = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  const address = typeof bound === 'object' && bound !== null ? bound.address : host;
  return { isLoopback: isLoopback(address) };
}

/** Another program may take the port after the check, so the server's own failure to listen is told in the same words. */
export function cannotListen(host: string, port: number, error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return new UsageError(
      `Port ${port} on ${host} is in use by another program. Stop it, or choose another port with --port; 0 picks a free one.`,
    );
  }
  return new UsageError(`It is not possible to listen on port ${port} of ${host}: ${reasons[code] ?? message}.`);
}
