import type { Logger } from '@jobwire/server';
import { destination, pino, stdTimeFunctions } from 'pino';

/**
 * The log of a server: one line of JSON for each entry, on standard error, because programs read the first line of
 * standard output. Written at once, so that nothing is lost when the process ends.
 */
export function openLog(level: string): Logger {
  return pino(
    { level, timestamp: stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } },
    destination({ dest: 2, sync: true }),
  );
}
