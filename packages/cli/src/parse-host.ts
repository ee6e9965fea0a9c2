import { isIP } from 'node:net';
import { UsageError } from './usage-error.ts';

const hostName = /^[a-z0-9_][a-z0-9_-]*(\.[a-z0-9_-]+)*\.?$/i;

/** @throws {UsageError} when it can be neither an address nor a host name. */
export function parseHost(text: string, source = '--host'): string {
  if (isIP(text) === 0 && (text.length > 253 || !hostName.test(text))) {
    throw new UsageError(
      `${source} takes an address or a host name without scheme, port and brackets, such as 127.0.0.1 or ::1; it cannot be "${text}".`,
    );
  }
  return text;
}
