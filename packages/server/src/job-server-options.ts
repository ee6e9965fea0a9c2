import type { Clock } from './domain/clock.ts';
import type { IdSource } from './domain/id-source.ts';
import type { Logger } from './domain/logger.ts';
import type { JobDefinition } from './engine/job-definition.ts';
import type { KeyHolders } from './http/api-keys.ts';
import type { Caller } from './http/caller.ts';
import type { ConnectionBounds } from './http/connection-bounds.ts';
import type { ContractRouterOptions } from './router/contract-router-options.ts';
import type { BodyLimits } from './router/read-json-body.ts';
import type { ServerStorageOptions } from './server-storage.ts';
import type { TransitionListener } from './telemetry/observed-store.ts';
import type { WebhookOptions } from './webhooks/create-webhooks.ts';

/** What a process does of the work on a shared database: everything, only answer requests, or only run jobs. */
export type ServerRole = 'all' | 'api' | 'worker';

/** `optionRanges` has what each number may be. */
export interface JobServerOptions extends ServerStorageOptions {
  /** The job types to offer. */
  readonly handlers: readonly JobDefinition[];
  /** What runs a job whose type is none of them; null for a type that is not offered. No other type is, unless it is given. */
  readonly handlerOf?: (type: string) => JobDefinition | null;
  readonly keys: KeyHolders;
  /** `all` unless said otherwise. The others need a `databaseUrl`. */
  readonly role?: ServerRole;
  /** How many jobs run at the same time. 8 unless said otherwise. */
  readonly concurrency?: number;
  /** How long a cancelled job waits for its worker to stop. 30,000 unless said otherwise. */
  readonly graceMs?: number;
  /** How long a terminal job is kept. 30 days unless said otherwise. */
  readonly retentionMs?: number;
  /** How long an attempt may write without renewing its lease. 15,000 unless said otherwise. */
  readonly leaseMs?: number;
  /** How long `close` lets running jobs end by themselves, before it tells them to stop. 5,000 unless said otherwise; a part of `shutdownMs`. */
  readonly drainMs?: number;
  /** How long `close` waits for running jobs and the last answers altogether, before it leaves them behind. 10,000 unless said otherwise. */
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
