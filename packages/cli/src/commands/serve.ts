import { ApiKeys, demoBatch, failStrayingAttempt, type JobServer, type Logger, readThrown } from '@jobwire/server';
import { cannotListen, checkAddress } from '../check-address.ts';
import type { CommandContext } from '../command-context.ts';
import { addDocsRoutes } from '../docs-routes.ts';
import { keyWarnings } from '../key-warnings.ts';
import { loadHandlers } from '../load-handlers.ts';
import { keepLocalKey, localOrganization, makeLocalKey, readLocalKey } from '../local-key.ts';
import { openJobServer } from '../open-job-server.ts';
import { openLog } from '../open-log.ts';
import { refuseOpenServer } from '../refuse-open-server.ts';
import { serveFarewell } from '../serve-farewell.ts';
import { serveGreeting } from '../serve-greeting.ts';
import { jobServerOptions } from '../settings/job-server-options.ts';
import { withoutPassword } from '../settings/parse-database-url.ts';
import type { ServeSettings } from '../settings/serve-settings.ts';
import { unknownVariables } from '../settings/unknown-variables.ts';
import { UsageError } from '../usage-error.ts';

/** Nothing is kept there: neither jobs nor the key. */
const inMemory = ':memory:';

/** What is behind it is cut, in characters: a line of the log is for people. */
const longestText = 50_000;

const loopbackWebhooks = 'Webhooks may be sent to this machine, which lets callers reach whatever listens on it.';

/** `jobwire serve`: runs the reference server until it is asked to stop. */
export async function serve(settings: ServeSettings, context: CommandContext): Promise<number> {
  const { host, databaseUrl, role, apiKeys = [] } = settings;
  /** The folder that jobs and key are kept in; null where there is none. */
  const data = databaseUrl !== undefined || settings.data === inMemory ? null : settings.data;
  const handlers = await loadHandlers(settings.handlers, [demoBatch]);
  const { isLoopback } = await checkAddress(host, settings.port);
  refuseOpenServer(settings, isLoopback);

  const keys = new ApiKeys();
  for (const { key, ...caller } of apiKeys) keys.add(key, caller);
  const kept = apiKeys.length > 0 || data === null ? null : await readLocalKey(data);
  const logger = openLog(settings.logLevel);
  const server = await openJobServer({ ...jobServerOptions(settings), handlers, keys, logger });
  context.surviveStrayErrors((error) => reportStray(logger, error));
  const stopped = context.untilStopped();
  let localKey: string | null = null;
  let port: number;
  try {
    if (apiKeys.length === 0 && role !== 'worker') {
      localKey = kept ?? makeLocalKey();
      refuseAsMetricsKey(localKey, settings);
      if (kept === null && data !== null) await keepLocalKey(data, localKey);
      keys.add(localKey, { organizationId: localOrganization, access: 'write' });
    }
    if (role !== 'worker') addDocsRoutes(server.app);
    port = await listen(server, host, settings.port);
  } catch (error) {
    await server.close();
    throw error;
  }

  const jobTypes = handlers.map(({ type }) => type);
  const database = databaseUrl === undefined ? null : withoutPassword(databaseUrl);
  context.print(serveGreeting({ host, port, localKey, data, database, role, jobTypes }));
  if (settings.allowLoopbackWebhooks) logger.warn({}, loopbackWebhooks);
  for (const warning of [...keyWarnings(settings, isLoopback), ...unknownVariables(Object.keys(context.environment))])
    logger.warn({}, warning);
  await stopped;
  context.print(serveFarewell(server.engine.attemptsRunning, settings));
  await server.close();
  return 0;
}

function refuseAsMetricsKey(localKey: string, { metricsKey }: ServeSettings): void {
  if (localKey !== metricsKey) return;
  throw new UsageError('JOBWIRE_METRICS_KEY is also the key of this server. Choose another one for the metrics.');
}

function reportStray(logger: Logger, error: unknown): void {
  const isOfAttempt = failStrayingAttempt(error);
  const { name, message, stack } = readThrown(error);
  const whose = isOfAttempt ? 'and its job fails' : 'and no job that runs could be told of it';
  logger.error(
    { error: { name, message: message.slice(0, longestText), stack: stack?.slice(0, longestText) } },
    `An error was left behind that nothing waits for, ${whose}; the server goes on.`,
  );
}

async function listen(server: JobServer, host: string, port: number): Promise<number> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    throw cannotListen(host, port, error);
  }
}
