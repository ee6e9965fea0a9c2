import { isIP } from 'node:net';
import { checkDatabaseUrl, demoBatch, isLoopback } from '@jobwire/server';
import { cannotUseDatabase } from '../cannot-use-database.ts';
import type { CommandContext } from '../command-context.ts';
import { keyWarnings } from '../key-warnings.ts';
import { loadHandlers } from '../load-handlers.ts';
import { refuseOpenServer } from '../refuse-open-server.ts';
import { formatSettings } from '../settings/format-settings.ts';
import { type GivenFlags, resolveSettings } from '../settings/resolve-settings.ts';
import { unknownVariables } from '../settings/unknown-variables.ts';

/**
 * `jobwire serve --check-config`: says what a server would run with, and where each value comes from. It opens no port
 * and no data folder and connects to no database, so that it can be asked beside a server that runs.
 */
export async function checkConfig(flags: GivenFlags, context: CommandContext): Promise<number> {
  const { values, effective } = resolveSettings(flags, context.environment);
  await loadHandlers(values.handlers, [demoBatch]);
  if (values.databaseUrl !== undefined) refuseUnusableUrl(values.databaseUrl);
  // What a name leads to is known only when it is looked up.
  if (isIP(values.host) !== 0) refuseOpenServer(values, isLoopback(values.host));
  context.print(formatSettings(effective));
  const isLocal = isIP(values.host) === 0 || isLoopback(values.host);
  const warnings = [...keyWarnings(values, isLocal), ...unknownVariables(Object.keys(context.environment))];
  for (const warning of warnings) {
    context.printError(`jobwire: warning: ${warning}`);
  }
  return 0;
}

function refuseUnusableUrl(databaseUrl: string): void {
  try {
    checkDatabaseUrl(databaseUrl);
  } catch (error) {
    throw cannotUseDatabase(databaseUrl, error);
  }
}
