import type { ServeSettings } from './settings/serve-settings.ts';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} when other machines could use a key that the server makes itself. */
export function refuseOpenServer({ host, role, apiKeys = [] }: ServeSettings, isLoopback: boolean): void {
  // A worker has no requests to answer that a key would open.
  if (apiKeys.length > 0 || isLoopback || role === 'worker') return;
  throw new UsageError(
    `Other machines can reach ${host}, so the keys have to be yours: set JOBWIRE_API_KEYS="KEY=ORGANIZATION", or listen on 127.0.0.1.`,
  );
}
