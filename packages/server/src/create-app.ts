import { type ConformanceClass, conformanceClassNames } from '@jobwire/contract';
import express, { type Express } from 'express';
import type { Caller } from './http/caller.ts';
import { corsFor } from './http/cors.ts';
import { healthRoutes } from './http/health-routes.ts';
import { jobOperations } from './http/job-operations.ts';
import { metricsRoute } from './http/metrics-route.ts';
import { plainHeaders } from './http/plain-headers.ts';
import { RequestRateLimiter } from './http/request-rate-limiter.ts';
import type { JobServerOptions } from './job-server-options.ts';
import type { EngineAtWork } from './open-engine.ts';
import { createContractRouter, defaultBodyLimits } from './router/contract-router.ts';
import { BacklogReading } from './telemetry/backlog-reading.ts';
import type { ServerTelemetry } from './telemetry/server-telemetry.ts';

/** What the app asks of the process that it answers for. */
interface Surroundings {
  readonly working: EngineAtWork;
  readonly telemetry: ServerTelemetry;
  /** Whether the server is about to stop, so that callers had better go elsewhere. */
  isStopping(): boolean;
  /** Whether it listens on an address that only its own machine reaches. */
  isLoopback(): boolean;
}

/** The contract over HTTP, health and metrics. A process that only works answers for its health and metrics alone. */
export async function createApp(options: JobServerOptions, surroundings: Surroundings): Promise<Express> {
  const { working, telemetry, isStopping, isLoopback } = surroundings;
  const { engine, store, outbox, clock, leads, shared: database } = working;
  const onError = telemetry.report;
  const app = express();
  app.disable('x-powered-by');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  const router = await contractRouter(options, working, telemetry);
  if (options.role !== 'worker') {
    if (options.corsOrigins?.length) app.use('/v1', plainHeaders, corsFor(options.corsOrigins));
    app.use(router);
  }
  app.use(plainHeaders);
  app.use(healthRoutes({ ping: () => store.ping(), isStopping, clock }));
  const backlog = new BacklogReading({ store, outbox, clock });
  const text = () => telemetry.metrics.text({ engine, backlog, leads, database });
  app.use(metricsRoute({ key: options.metricsKey, isLoopback, text, onError }));
  return app;
}

function contractRouter(
  options: JobServerOptions,
  { engine, store, clock, webhookGate }: EngineAtWork,
  { requests: observer, tracing, report: onError }: ServerTelemetry,
) {
  const { requestsPerMinute = null, bodyLimits = defaultBodyLimits, checkResponses } = options;
  const limiter = requestsPerMinute === null ? null : new RequestRateLimiter(requestsPerMinute, clock);
  const context = {
    engine,
    clock,
    bodyLimits,
    conformanceClasses: servedClasses({ webhooks: webhookGate, limiter }),
    webhooks: webhookGate,
    requestsPerMinute,
    traceParentOf: (headers: Readonly<Record<string, unknown>>) => tracing.traceParentOf(headers),
  };
  return createContractRouter<Caller>(jobOperations(context), {
    authenticate: (key) => options.keys.find(key),
    jobExists: async (caller, jobId) => (await store.find(caller.organizationId, jobId)) !== null,
    bodyLimits,
    onError,
    ...(limiter === null ? {} : { limitRate: ({ organizationId }) => limiter.take(organizationId) }),
    observer,
    ...(checkResponses === undefined ? {} : { checkResponses }),
  });
}

/** All of the contract but what this server was not set up for. */
function servedClasses(given: { webhooks: unknown; limiter: unknown }): ConformanceClass[] {
  const unserved: ConformanceClass[] = [];
  if (given.webhooks === null) unserved.push('webhooks');
  if (given.limiter === null) unserved.push('rate-limit');
  return conformanceClassNames.filter((name) => !unserved.includes(name));
}
