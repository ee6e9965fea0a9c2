import type { JobServerOptions } from '@jobwire/server';
import type { ServeSettings } from './serve-settings.ts';

/** The settings under the names that the server gives them. */
export function jobServerOptions(settings: ServeSettings) {
  return {
    ...(settings.databaseUrl === undefined
      ? { data: settings.data }
      : {
          databaseUrl: settings.databaseUrl,
          databaseConnections: settings.databaseConnections,
          preparedStatements: settings.preparedStatements,
        }),
    role: settings.role,
    corsOrigins: settings.corsOrigins,
    concurrency: settings.concurrency,
    graceMs: settings.cancellationGrace,
    retentionMs: settings.retention,
    leaseMs: settings.lease,
    // A shorter stop alone shortens it.
    drainMs: Math.min(settings.drain, settings.shutdown),
    shutdownMs: settings.shutdown,
    waitersPerOrganization: settings.waiters,
    requestsPerMinute: settings.requestsPerMinute,
    openJobsPerOrganization: settings.openJobs,
    storedBytesPerOrganization: settings.storedBytes,
    bodyLimits: { bytes: settings.bodyBytes, depth: settings.bodyDepth },
    connectionBounds: { connections: settings.maxConnections },
    checkResponses: settings.checkResponses,
    ...(settings.webhookSecrets === undefined
      ? {}
      : { webhooks: { secrets: settings.webhookSecrets, allowLoopback: settings.allowLoopbackWebhooks } }),
    ...(settings.metricsKey === undefined ? {} : { metricsKey: settings.metricsKey }),
  } satisfies Partial<JobServerOptions>;
}
