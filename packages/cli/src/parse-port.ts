import { UsageError } from './usage-error.ts';

/** @throws {UsageError} when it is no port number. */
export function parsePort(text: string, source = '--port'): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new UsageError(
      `${source} takes a whole number from 0 to 65535, and 0 picks a free port; it cannot be "${text}".`,
    );
  }
  return port;
}
