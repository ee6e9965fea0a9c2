import type { Server } from 'node:http';
import { type ConformanceClass, conformanceClassNames } from '@jobwire/contract';
import express, { type Express } from 'express';
import { typeid } from 'typeid-js';
import { InProcessDispatcher } from './dispatch/in-process-dispatcher.ts';
import { type Clock, systemClock } from './domain/clock.ts';
import type { IdSource } from './domain/id-source.ts';
import { type Logger, silentLogger } from './domain/logger.ts';
import type { OrganizationQuotas } from './domain/organization-usage.ts';
import type { JobDefinition } from './engine/job-definition.ts';
import { JobEngine } from './engine/job-engine.ts';
import { JobTypes } from './engine/job-types.ts';
import type { KeyHolders } from './http/api-keys.ts';
import type { Caller } from './http/caller.ts';
import type { ConnectionBounds } from './http/connection-bounds.ts';
import { corsFor } from './http/cors.ts';
import { createHttpServer } from './http/create-http-server.ts';
import { healthRoutes } from './http/health-routes.ts';
import { isLoopback } from './http/is-loopback.ts';
import { jobOperations } from './http/job-operations.ts';
import { metricsRoute } from './http/metrics-route.ts';
import { plainHeaders } from './http/plain-headers.ts';
import { RequestRateLimiter } from './http/request-rate-limiter.ts';
import { undeclaredPath } from './http/undeclared-path.ts';
import { webhookSource } from './http/wire-webhook.ts';
import { createContractRouter, defaultBodyLimits } from './router/contract-router.ts';
import type { ContractRouterOptions } from './router/contract-router-options.ts';
import type { BodyLimits } from './router/read-json-body.ts';
import { SqlJobStore } from './storage/sql-job-store.ts';
import { openSqliteDatabase } from './storage/sqlite/open-sqlite-database.ts';
import { observedStore, type TransitionListener } from './telemetry/observed-store.ts';
import { ServerTelemetry } from './telemetry/server-telemetry.ts';
import { createWebhooks, type WebhookOptions } from './webhooks/create-webhooks.ts';

export interface JobServerOptions {
  /** The job types to offer. */
  readonly handlers: readonly JobDefinition[];
  /** What runs a job whose type is none of them; null for a type that is not offered. No other type is, unless it is given. */
  readonly handlerOf?: (type: string) => JobDefinition | null;
  readonly keys: KeyHolders;
  /** The data folder, or `:memory:`. */
  readonly data: string;
  /** How many jobs run at the same time. 8 unless said otherwise. */
  readonly concurrency?: number;
  /** How long a cancelled job waits for its worker to stop. 30,000 unless said otherwise. */
  readonly graceMs?: number;
  /** How long a terminal job is kept. 30 days unless said otherwise. */
  readonly retentionMs?: number;
  /** How long an attempt may write without renewing its lease. 15,000 unless said otherwise. */
  readonly leaseMs?: number;
  /** How long `close` lets running jobs end by themselves, before it tells them to stop. 5,000 unless said otherwise. */
  readonly drainMs?: number;
  /** How long `close` waits for running jobs altogether, before it leaves them behind. 10,000 unless said otherwise. */
  readonly shutdownMs?: number;
  /** How many requests of one organization may be held at the same time. 1,000 unless said otherwise. */
  readonly waitersPerOrganization?: number;
  /** Served to the organizations that have a secret. Without it the server sends no webhooks. */
  readonly webhooks?: WebhookOptions;
  /**
   * How many jobs of one organization may be open at the same time; a create beyond is answered 429. 100,000 unless said
   * otherwise; null for no limit.
   */
  readonly openJobsPerOrganization?: number | null;
  /**
   * How much one organization may store in inputs, metadata and results, in bytes; a create beyond is answered 429. What
   * running jobs produce is always kept. 10 GiB unless said otherwise; null for no limit.
   */
  readonly storedBytesPerOrganization?: number | null;
  /**
   * How many requests a minute an organization may make; more are answered 429, and the server serves class
   * `rate-limit`. Null, unless said otherwise: no limit. At least 1.
   */
  readonly requestsPerMinute?: number | null;
  /** The origins whose pages may call the API from a browser (CORS), such as `https://app.example.com`, or `*`. None unless said otherwise. */
  readonly corsOrigins?: readonly string[];
  /** What one connection may take: times in milliseconds, sizes, and how many connections there may be. */
  readonly connectionBounds?: Partial<ConnectionBounds>;
  /** How large and how deep a request body may be. 1 MiB and 32 levels unless said otherwise. */
  readonly bodyLimits?: BodyLimits;
  readonly checkResponses?: ContractRouterOptions<Caller>['checkResponses'];
  /** The key that opens `/metrics`. Without one they are shown only by a server on a loopback address. */
  readonly metricsKey?: string;
  /** Where the server and the handlers write their log. Errors go to the console unless this or `onError` is given. */
  readonly logger?: Logger;
  /** Told of each error behind the scenes, for a program that wants to act on it; the log has it anyway. */
  readonly onError?: (error: unknown) => void;
  readonly clock?: Clock;
  readonly newId?: IdSource;
  /** In [0, 1), to spread repeated attempts. */
  readonly random?: () => number;
  /** Told of each transition that this server made, once it is committed. `from` is null for a job that was created. */
  readonly onTransition?: TransitionListener;
  /** Awaited before a job is claimed: until it resolves the job stays queued, and keeps its slot. */
  readonly beforeAttempt?: (jobId: string) => Promise<void>;
}

/** The reference server: the engine at work, and an Express app that serves the contract. */
export interface JobServer {
  /** For more routes of your own, added before `listen`: they are met when none of the contract's is. */
  readonly app: Express;
  readonly engine: JobEngine;
  /** Accepts connections; resolves with the port once requests are answered without further warming up. */
  listen(options: { readonly host: string; readonly port: number }): Promise<number>;
  /**
   * Takes no new job, lets what runs end or stop within its bounds, and closes the database. Requests are answered until
   * no job runs any more, while `/readyz` says that they had better go elsewhere.
   */
  close(): Promise<void>;
}

const day = 24 * 60 * 60 * 1000;

const defaultQuotas: OrganizationQuotas = { openJobs: 100_000, storedBytes: 10 * 1024 ** 3 };

function quotasOf(options: JobServerOptions): OrganizationQuotas {
  const { openJobsPerOrganization: openJobs, storedBytesPerOrganization: storedBytes } = options;
  return {
    openJobs: openJobs === undefined ? defaultQuotas.openJobs : openJobs,
    storedBytes: storedBytes === undefined ? defaultQuotas.storedBytes : storedBytes,
  };
}

/** All of the contract but what this server was not set up for. */
function servedClasses(given: { webhooks: unknown; limiter: unknown }): ConformanceClass[] {
  const unserved: ConformanceClass[] = [];
  if (given.webhooks === null) unserved.push('webhooks');
  if (given.limiter === null) unserved.push('rate-limit');
  return conformanceClassNames.filter((name) => !unserved.includes(name));
}

/**
 * Makes the complete server on its embedded database.
 *
 * @throws DataFolderInUseError when another process has the data folder.
 * @throws TypeError when a job type cannot be served, or a caller's key would open the metrics.
 * @throws RangeError when a limit is not a number that can limit anything.
 */
export async function createJobServer(options: JobServerOptions): Promise<JobServer> {
  const clock = options.clock ?? systemClock;
  const requestsPerMinute = options.requestsPerMinute ?? null;
  const limiter = requestsPerMinute === null ? null : new RequestRateLimiter(requestsPerMinute, clock);
  const types = new JobTypes(options.handlers, options.handlerOf);
  refuseSharedKey(options);
  const logger = options.logger ?? (options.onError === undefined ? errorsToConsole : silentLogger);
  const jobTypes = options.handlers.map(({ type }) => type);
  const telemetry = new ServerTelemetry({ logger, jobTypes, onError: options.onError });
  const { metrics, report: onError } = telemetry;
  const database = await openSqliteDatabase(options.data, (writes, ms) => metrics.committed(writes, ms));
  const messageOf = options.webhooks === undefined ? undefined : webhookSource(() => typeid('msg').toString());
  const sqlStore = new SqlJobStore(database, messageOf);
  const store = observedStore(sqlStore, (job, from) => {
    telemetry.transitioned(job, from);
    options.onTransition?.(job, from);
  });
  const webhooks =
    options.webhooks === undefined
      ? null
      : createWebhooks(options.webhooks, { store: sqlStore, clock, onError, onDelivery: telemetry.delivered });
  const dispatcher = new InProcessDispatcher({ store, clock, concurrency: options.concurrency ?? 8, onError });
  const engine = new JobEngine({
    store,
    dispatcher,
    types,
    clock,
    newId: options.newId ?? (() => typeid('job').toString()),
    random: options.random ?? Math.random,
    ...(options.beforeAttempt === undefined ? {} : { beforeAttempt: options.beforeAttempt }),
    workerName: `process-${process.pid}`,
    graceMs: options.graceMs ?? 30_000,
    leaseMs: options.leaseMs ?? 15_000,
    retentionMs: options.retentionMs ?? 30 * day,
    drainMs: options.drainMs ?? 5_000,
    shutdownMs: options.shutdownMs ?? 10_000,
    waitersPerOrganization: options.waitersPerOrganization ?? 1000,
    quotas: quotasOf(options),
    onError,
    logger,
    observer: telemetry.engine,
  });
  const bodyLimits = options.bodyLimits ?? defaultBodyLimits;
  const context = {
    engine,
    clock,
    bodyLimits,
    conformanceClasses: servedClasses({ webhooks, limiter }),
    webhooks: webhooks?.gate ?? null,
    requestsPerMinute,
    traceParentOf: (headers: Readonly<Record<string, unknown>>) => telemetry.tracing.traceParentOf(headers),
  };
  const observer = telemetry.requests;
  const router = await createContractRouter<Caller>(jobOperations(context), {
    authenticate: (key) => options.keys.find(key),
    jobExists: async (caller, jobId) => (await store.find(caller.organizationId, jobId)) !== null,
    bodyLimits,
    onError,
    ...(limiter === null ? {} : { limitRate: ({ organizationId }) => limiter.take(organizationId) }),
    observer,
    ...(options.checkResponses === undefined ? {} : { checkResponses: options.checkResponses }),
  });
  const app = express();
  app.disable('x-powered-by');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  if (options.corsOrigins?.length) app.use('/v1', plainHeaders, corsFor(options.corsOrigins));
  app.use(router);
  app.use(plainHeaders);
  const server = createHttpServer(app, options.connectionBounds);
  let stopping = false;
  app.use(healthRoutes({ ping: () => store.ping(), isStopping: () => stopping, clock }));
  app.use(
    metricsRoute({
      key: options.metricsKey,
      isLoopback: () => isLoopback(addressOf(server)),
      text: () => metrics.text({ engine, store, clock }),
      onError,
    }),
  );
  await engine.start();
  webhooks?.dispatcher.start();

  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    stopping = true;
    await engine.stop();
    await webhooks?.dispatcher.stop();
    await allAnswered(server);
    await store.close();
  }

  return {
    app,
    engine,
    listen({ host, port }) {
      // Behind every route, also those that were added after the server was made.
      app.use(undeclaredPath(onError, observer));
      return listening(server, host, port);
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

/** A key of a caller must never open what is the operator's. */
function refuseSharedKey({ keys, metricsKey }: JobServerOptions): void {
  if (metricsKey !== undefined && keys.find(metricsKey) !== null) {
    throw new TypeError('The key for the metrics is also the key of a caller. Choose another one.');
  }
}

/** Errors are not lost on those who have not thought of a log yet. */
const errorsToConsole: Logger = {
  ...silentLogger,
  error: (fields, message) => console.error(message, fields),
};

/** How long a stop waits for answers that are under way, and how often it looks for connections that are done. */
const answeredWithinMs = 5000;
const lookEveryMs = 20;

/** Takes no new connection, lets what was asked be answered, and resolves when no connection is left. */
async function allAnswered(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection that is kept alive goes idle after its answer, and would stay until it times out.
  const closeIdle = setInterval(() => server.closeIdleConnections(), lookEveryMs);
  const giveUp = setTimeout(() => server.closeAllConnections(), answeredWithinMs);
  await closed;
  clearInterval(closeIdle);
  clearTimeout(giveUp);
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** The IP address that a server listens on; empty while it does not. */
function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.address : '';
}
