import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { typeid } from 'typeid-js';
import { AnnouncingDispatcher } from './dispatch/announcing-dispatcher.ts';
import { idleDispatcher } from './dispatch/idle-dispatcher.ts';
import { InProcessDispatcher, type InProcessDispatcherOptions } from './dispatch/in-process-dispatcher.ts';
import { OwnClaims } from './dispatch/own-claims.ts';
import type { Clock } from './domain/clock.ts';
import type { Dispatcher } from './domain/dispatcher.ts';
import type { JobStore } from './domain/job-store.ts';
import { silentLogger } from './domain/logger.ts';
import type { OrganizationQuotas } from './domain/organization-usage.ts';
import type { WebhookOutbox } from './domain/webhook-outbox.ts';
import { JobEngine } from './engine/job-engine.ts';
import { JobTypes } from './engine/job-types.ts';
import type { WebhookGate } from './http/operation-context.ts';
import { webhookSource } from './http/wire-webhook.ts';
import type { JobServerOptions } from './job-server-options.ts';
import { openServerStorage, type ServerStorage } from './server-storage.ts';
import { SqlJobStore } from './storage/sql-job-store.ts';
import { observedStore } from './telemetry/observed-store.ts';
import type { ServerTelemetry } from './telemetry/server-telemetry.ts';
import { createWebhooks } from './webhooks/create-webhooks.ts';

const day = 24 * 60 * 60 * 1000;

/** What is so unless said otherwise. */
export const defaultOptions = {
  concurrency: 8,
  graceMs: 30_000,
  leaseMs: 15_000,
  retentionMs: 30 * day,
  drainMs: 5_000,
  shutdownMs: 10_000,
  waitersPerOrganization: 1000,
};

const defaultQuotas: OrganizationQuotas = { openJobs: 100_000, storedBytes: 10 * 1024 ** 3 };

function quotasOf(options: JobServerOptions): OrganizationQuotas {
  const { openJobsPerOrganization: openJobs, storedBytesPerOrganization: storedBytes } = options;
  return {
    openJobs: openJobs === undefined ? defaultQuotas.openJobs : openJobs,
    storedBytes: storedBytes === undefined ? defaultQuotas.storedBytes : storedBytes,
  };
}

/** What works behind the API. */
export interface EngineAtWork {
  readonly engine: JobEngine;
  readonly store: JobStore;
  readonly outbox: WebhookOutbox;
  /** Null where the server sends no webhooks. */
  readonly webhookGate: WebhookGate | null;
  /** The one clock of all processes that work on the database. */
  readonly clock: Clock;
  /** Whether this process does what one of them does for all. */
  leads(): boolean;
  /** Null where one process has the database alone. */
  readonly shared: ServerStorage['shared'];
  start(): Promise<void>;
  /** Ends what runs within its bounds; the store is still open then, for the last answers. */
  stop(): Promise<void>;
}

/**
 * Opens the database and makes what works on it. Nothing is claimed before it is started.
 *
 * @throws DataFolderInUseError when another process has the data folder.
 * @throws TypeError when a job type cannot be served.
 */
export async function openEngine(options: JobServerOptions, telemetry: ServerTelemetry): Promise<EngineAtWork> {
  const { logger = silentLogger, role = 'all', concurrency = defaultOptions.concurrency } = options;
  const { metrics, report: onError } = telemetry;
  const types = new JobTypes(options.handlers, options.handlerOf);
  const { database, clock, shared, watch, written } = await openServerStorage(options, {
    clock: options.clock,
    onCommit: (writes, ms) => metrics.committed(writes, ms),
    connectionListener: metrics.sharedDatabase ?? undefined,
    log: telemetry.database,
  });
  const words = shared?.words ?? null;
  const among = words === null ? {} : { words, leads: () => words.leads };
  const messageOf = options.webhooks === undefined ? undefined : webhookSource(() => typeid('msg').toString());
  const sqlStore = new SqlJobStore(database, messageOf);
  const store = observedStore(sqlStore, (job, from) => {
    written();
    telemetry.transitioned(job, from);
    options.onTransition?.(job, from);
  });
  const webhooks =
    options.webhooks === undefined
      ? null
      : createWebhooks(options.webhooks, {
          store: sqlStore,
          clock,
          onError,
          onDelivery: telemetry.delivered,
          ...among,
        });

  const workerName = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const leaseMs = options.leaseMs ?? defaultOptions.leaseMs;
  const claims = new OwnClaims({ store, clock, name: workerName, leaseMs, claim: () => engine.claim() });
  const byClaims: Pick<InProcessDispatcherOptions, 'claim' | 'found'> = {
    claim: (organizationId, limit) => claims.claim(organizationId, limit),
    found: () => claims.found(),
  };
  const local: Dispatcher =
    role === 'api'
      ? idleDispatcher
      : new InProcessDispatcher({ store, clock, concurrency, onError, ...(words === null ? {} : byClaims) });
  const engine: JobEngine = new JobEngine({
    store,
    dispatcher: words === null ? local : new AnnouncingDispatcher(local, words),
    ...among,
    types,
    clock,
    newId: options.newId ?? (() => typeid('job').toString()),
    random: options.random ?? Math.random,
    ...(options.beforeAttempt === undefined ? {} : { beforeAttempt: options.beforeAttempt }),
    workerName,
    graceMs: options.graceMs ?? defaultOptions.graceMs,
    leaseMs,
    retentionMs: options.retentionMs ?? defaultOptions.retentionMs,
    drainMs: options.drainMs ?? defaultOptions.drainMs,
    shutdownMs: options.shutdownMs ?? defaultOptions.shutdownMs,
    waitersPerOrganization: options.waitersPerOrganization ?? defaultOptions.waitersPerOrganization,
    quotas: quotasOf(options),
    onError,
    logger,
    observer: telemetry.engine,
  });

  return {
    engine,
    store,
    outbox: sqlStore.outbox,
    webhookGate: webhooks?.gate ?? null,
    clock,
    leads: () => words?.leads ?? true,
    shared,
    async start() {
      words?.start();
      await engine.start();
      watch();
      webhooks?.dispatcher.start();
    },
    async stop() {
      await engine.stop();
      await webhooks?.dispatcher.stop();
    },
  };
}
