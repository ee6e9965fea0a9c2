import type { Express } from 'express';
import { checkOptions } from './check-options.ts';
import { createApp } from './create-app.ts';
import { type Logger, silentLogger } from './domain/logger.ts';
import type { JobEngine } from './engine/job-engine.ts';
import { boundedServer } from './http/create-http-server.ts';
import { isLoopback } from './http/is-loopback.ts';
import { addressOf, allAnswered, listening } from './http/listening-server.ts';
import { undeclaredPath } from './http/undeclared-path.ts';
import type { JobServerOptions } from './job-server-options.ts';
import { defaultOptions, openEngine } from './open-engine.ts';
import { ServerTelemetry } from './telemetry/server-telemetry.ts';

/** The reference server: the engine at work, and an Express app that serves the contract. */
export interface JobServer {
  /** For more routes of your own, added before `listen`: they are met when none of the contract's is. */
  readonly app: Express;
  readonly engine: JobEngine;
  /**
   * Accepts connections; resolves with the port once requests are answered without further warming up.
   *
   * @throws Error when the server was closed, or listens already.
   */
  listen(options: { readonly host: string; readonly port: number }): Promise<number>;
  /**
   * Takes no new job, lets what runs end or stop within its bounds, and closes the database. Requests are answered until
   * no job runs any more, while `/readyz` says that they had better go elsewhere. Then nothing listens any more, also where
   * `listen` was still under way; a closed server stays closed.
   */
  close(): Promise<void>;
}

/**
 * Makes the complete server on its embedded database, or on one that it shares with others.
 *
 * @throws DataFolderInUseError when another process has the data folder.
 * @throws TypeError when a job type cannot be served, or a caller's key would open the metrics.
 * @throws RangeError when an option is not what it may be; `optionRanges` has the numbers.
 */
export async function createJobServer(given: JobServerOptions): Promise<JobServer> {
  checkOptions(given);
  refuseLonelyRole(given);
  refuseSharedKey(given);
  const options = { ...given, logger: given.logger ?? (given.onError === undefined ? errorsToConsole : silentLogger) };
  const jobTypes = options.handlers.map(({ type }) => type);
  const { logger, onError, databaseUrl } = options;
  const telemetry = new ServerTelemetry({ logger, jobTypes, sharesDatabase: databaseUrl !== undefined, onError });
  const working = await openEngine(options, telemetry);
  let stopping = false;
  const app = await createApp(options, {
    working,
    telemetry,
    isStopping: () => stopping,
    isLoopback: () => isLoopback(addressOf(server)),
  });
  const { server, connections } = boundedServer(app, options.connectionBounds ?? {}, telemetry.refused);
  await working.start();

  let closesRoutes = false;
  let port: Promise<number> | undefined;
  async function listen(host: string, wantedPort: number): Promise<number> {
    if (stopping) throw new Error('The server was closed, and does not listen again. Make another one.');
    if (port !== undefined) throw new Error('The server listens already. One server has one address.');
    if (!closesRoutes) {
      // Behind every route, also those that were added after the server was made.
      app.use(undeclaredPath(telemetry.report, telemetry.requests));
      closesRoutes = true;
    }
    port = listening(server, host, wantedPort);
    try {
      return await port;
    } catch (error) {
      port = undefined;
      throw error;
    }
  }

  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    stopping = true;
    const latest = performance.now() + (options.shutdownMs ?? defaultOptions.shutdownMs);
    await working.stop();
    // Only what listens can be told to stop.
    await port?.catch(() => {});
    await allAnswered(server, connections, Math.max(latest - performance.now(), lastAnswersMs));
    await working.store.close();
  }

  return {
    app,
    engine: working.engine,
    listen: ({ host, port: wantedPort }) => listen(host, wantedPort),
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** How long the last answers may take where the jobs have used up the time of a stop, in milliseconds. */
const lastAnswersMs = 250;

/** Whoever does only a part of the work needs others, and what they share. */
function refuseLonelyRole({ role = 'all', databaseUrl }: JobServerOptions): void {
  if (role === 'all' || databaseUrl !== undefined) return;
  throw new TypeError(`A process of role ${role} needs a database that it shares with the others.`);
}

/** A key of a caller must never open what is the operator's. */
function refuseSharedKey({ keys, metricsKey }: JobServerOptions): void {
  if (metricsKey === '') throw new TypeError('metricsKey is empty. Leave it out, or choose one that nobody guesses.');
  if (metricsKey !== undefined && keys.find(metricsKey) !== null) {
    throw new TypeError('The key for the metrics is also the key of a caller. Choose another one.');
  }
}

/** Errors are not lost on those who have not thought of a log yet. */
const errorsToConsole: Logger = {
  ...silentLogger,
  warn: (fields, message) => console.warn(message, fields),
  error: (fields, message) => console.error(message, fields),
};
