import { ApiKeys, demoBatch, type JobServer } from '@jobwire/server';
import { cannotListen, checkAddress } from '../check-address.ts';
import type { CommandContext } from '../command-context.ts';
import { addDocsRoutes } from '../docs-routes.ts';
import { loadHandlers } from '../load-handlers.ts';
import { keepLocalKey, localOrganization, makeLocalKey, readLocalKey } from '../local-key.ts';
import { openJobServer } from '../open-job-server.ts';
import { parseApiKeys } from '../parse-api-keys.ts';
import { parseHost } from '../parse-host.ts';
import { parsePort } from '../parse-port.ts';
import { serveGreeting } from '../serve-greeting.ts';
import { UsageError } from '../usage-error.ts';

export interface ServeOptions {
  readonly host: string;
  readonly port: string;
  readonly data: string;
  readonly handlers?: readonly string[];
}

/** Nothing is kept there: neither jobs nor the key. */
const inMemory = ':memory:';

/** `jobwire serve`: runs the reference server until it is asked to stop. */
export async function serve(options: ServeOptions, context: CommandContext): Promise<number> {
  const { data } = options;
  const host = parseHost(options.host);
  const requestedPort = parsePort(options.port);
  if (data === '') throw new UsageError('--data is empty. Name a folder, or :memory: to keep nothing.');
  const configured = parseApiKeys(context.environment.apiKeys);
  const handlers = await loadHandlers(options.handlers ?? [], [demoBatch]);
  const { isLoopback } = await checkAddress(host, requestedPort);
  if (configured.length === 0 && !isLoopback) {
    throw new UsageError(
      `Other machines can reach ${host}, so the keys have to be yours: set JOBWIRE_API_KEYS="KEY=ORGANIZATION", or listen on 127.0.0.1.`,
    );
  }

  const keys = new ApiKeys();
  for (const { key, ...caller } of configured) keys.add(key, caller);
  const kept = configured.length > 0 || data === inMemory ? null : await readLocalKey(data);
  const server = await openJobServer({ handlers, keys, data });
  context.surviveStrayErrors();
  const stopped = context.untilStopped();
  let localKey: string | null = null;
  let port: number;
  try {
    if (configured.length === 0) {
      localKey = kept ?? makeLocalKey();
      if (kept === null && data !== inMemory) await keepLocalKey(data, localKey);
      keys.add(localKey, { organizationId: localOrganization, access: 'write' });
    }
    await addDocsRoutes(server.app);
    port = await listen(server, host, requestedPort);
  } catch (error) {
    await server.close();
    throw error;
  }

  const jobTypes = handlers.map(({ type }) => type);
  context.print(serveGreeting({ host, port, localKey, data: data === inMemory ? null : data, jobTypes }));
  await stopped;
  context.print('\nStopping; a second signal exits at once.');
  await server.close();
  return 0;
}

async function listen(server: JobServer, host: string, port: number): Promise<number> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    throw cannotListen(host, port, error);
  }
}
