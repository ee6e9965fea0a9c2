import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import { type Logger, logs } from '../domain/logger.ts';
import { isInstance } from '../domain/thrown-value.ts';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { EngineObserver } from '../engine/engine-observer.ts';
import type { RequestObserver } from '../router/request-observer.ts';
import { logFailedAttempt } from './attempt-log.ts';
import { type DatabaseLog, databaseLog } from './database-log.ts';
import { logDelivery } from './delivery-log.ts';
import { errorFields } from './error-fields.ts';
import type { TransitionListener } from './observed-store.ts';
import { logRequest, logUnroutedRequest, type UnroutedRequest } from './request-log.ts';
import { ServerMetrics } from './server-metrics.ts';
import { Tracing } from './tracing.ts';

export interface ServerTelemetryOptions {
  readonly logger: Logger;
  readonly jobTypes: readonly string[];
  /** Whether jobs are kept in a database that other processes may work on too. */
  readonly sharesDatabase: boolean;
  /** Told of each error as well. */
  readonly onError: ((error: unknown) => void) | undefined;
}

/** Everything that watches a server: its log, its metrics and its traces. The watched rooms know only their observers. */
export class ServerTelemetry {
  readonly metrics: ServerMetrics;
  readonly tracing = new Tracing();
  readonly database: DatabaseLog;
  readonly #options: ServerTelemetryOptions;
  /** The database tells of its outages itself. */
  #outages = 0;

  constructor(options: ServerTelemetryOptions) {
    this.#options = options;
    this.metrics = new ServerMetrics(options.jobTypes, { sharesDatabase: options.sharesDatabase });
    const outages = {
      away: () => {
        this.#outages += 1;
        this.metrics.errorReported();
        this.metrics.databaseIs(false);
      },
      back: () => this.metrics.databaseIs(true),
    };
    this.database = databaseLog(options.logger, outages, options);
  }

  /** The one way of errors that nobody is answered with. It throws nothing, whatever log and `onError` do. */
  readonly report = (
    error: unknown,
    where?: { readonly requestId: string; readonly operation: string | null },
  ): void => {
    const { onError } = this.#options;
    try {
      this.#log(error, where);
      onError?.(error);
    } catch (fault) {
      try {
        this.#log(fault, where);
      } catch {
        // A log that takes nothing leaves nobody to tell.
      }
    }
  };

  #log(error: unknown, where: Parameters<ServerTelemetry['report']>[1]): void {
    const { logger } = this.#options;
    const fields = where === undefined ? {} : { request_id: where.requestId, operation: where.operation };
    if (this.#outages > 0 && isInstance(error, StoreUnavailableError)) {
      logger.debug({ ...fields, error: errorFields(error) }, 'The database could not take this.');
    } else {
      this.metrics.errorReported();
      logger.error({ ...fields, error: errorFields(error) }, 'Something went wrong behind the scenes.');
    }
  }

  readonly transitioned: TransitionListener = (job, from) => {
    const { logger } = this.#options;
    this.metrics.transition(from, job.status);
    if (!logs(logger, 'debug')) return;
    const { id, organizationId, type, status, attempt, version } = job;
    logger.debug(
      { job_id: id, organization: organizationId, job_type: type, from, to: status, attempt, version },
      'A job moved.',
    );
  };

  readonly delivered = (delivery: WebhookDelivery): void => {
    this.metrics.webhookSent(delivery.outcome);
    logDelivery(this.#options.logger, delivery);
  };

  readonly refused = (request: UnroutedRequest): void => {
    this.metrics.requestRefused(request.status);
    logUnroutedRequest(this.#options.logger, request);
  };

  get requests(): RequestObserver {
    const { metrics, tracing } = this;
    const { logger } = this.#options;
    return {
      handle: (operation, request, response, run) => tracing.request(operation, request, response, run),
      answered(answered) {
        metrics.requestAnswered(answered);
        logRequest(logger, answered, () => tracing.traceIdOf(answered.request));
      },
    };
  }

  get engine(): EngineObserver {
    const { metrics, tracing } = this;
    const { logger } = this.#options;
    return {
      async attempt(job, run) {
        const began = performance.now();
        const { outcome, traceId } = await tracing.attempt(job, run);
        metrics.attemptEnded(job.type, outcome.kind, performance.now() - began);
        logFailedAttempt(logger, job, outcome, traceId);
        return outcome;
      },
      swept: (outcome) => metrics.swept(outcome),
    };
  }
}
