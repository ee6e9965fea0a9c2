import { type JobStatus, transitions } from '@jobwire/contract/lifecycle';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { type WebhookDelivery, webhookOutcomes } from '../domain/webhook-delivery.ts';
import type { AttemptOutcome, SweepOutcome } from '../engine/engine-observer.ts';
import type { JobEngine } from '../engine/job-engine.ts';
import type { AnsweredRequest } from '../router/request-observer.ts';
import { type BacklogReading, countLimit } from './backlog-reading.ts';
import { processMetrics } from './process-metrics.ts';
import { isHeld } from './request-log.ts';
import { SharedDatabaseMetrics, type WatchedDatabase } from './shared-database-metrics.ts';

const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const commitBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const attemptBuckets = [0.01, 0.1, 1, 10, 60, 300, 1800, 3600, 21_600];

const attemptOutcomes: readonly AttemptOutcome['kind'][] = ['completed', 'failed', 'stopped'];
const statusClasses = ['0xx', '1xx', '2xx', '3xx', '4xx', '5xx'];

/** What the gauges look at when they are read. */
export interface Watched {
  readonly engine: JobEngine;
  readonly backlog: BacklogReading;
  /** Whether this process does what one of them does for all. */
  leads(): boolean;
  /** Null where one process has the database alone. */
  readonly database: WatchedDatabase | null;
}

/**
 * What a server tells of itself in numbers. Every label has a fixed, small set of values: operations, statuses and job
 * types of this server, never an id, an organization or a path.
 */
export class ServerMetrics {
  readonly #registry = new Registry();
  readonly #jobTypes: ReadonlySet<string>;
  readonly #requests = this.#counter('jobwire_http_requests_total', 'Requests answered.', [
    'operation',
    'status_class',
  ]);
  readonly #requestSeconds = this.#histogram(
    'jobwire_http_request_duration_seconds',
    'How long answers took. Those that the caller asked to be held, and streams, are left out.',
    requestBuckets,
    ['operation'],
  );
  readonly #transitions = this.#counter(
    'jobwire_job_transitions_total',
    'Moves of jobs that this process made; from "none" when a job was created.',
    ['from', 'to'],
  );
  readonly #attempts = this.#counter('jobwire_attempts_total', 'Attempts that ended.', ['job_type', 'outcome']);
  readonly #attemptSeconds = this.#histogram(
    'jobwire_attempt_duration_seconds',
    'How long attempts ran.',
    attemptBuckets,
    ['job_type'],
  );
  readonly #commitWrites = this.#histogram(
    'jobwire_commit_writes',
    'Writes that shared one commit of the database.',
    [1, 2, 4, 8, 16, 32, 64, 128, 256],
  );
  readonly #commitSeconds = this.#histogram(
    'jobwire_commit_duration_seconds',
    'How long commits took, with all the writes that they carried.',
    commitBuckets,
  );
  readonly #sweeps = this.#counter('jobwire_sweeps_total', 'Runs of the sweeper, which ends what is overdue.', [
    'outcome',
  ]);
  readonly #errors = this.#counter('jobwire_errors_total', 'Errors behind the scenes; each is in the log.');
  readonly #deliveries = this.#counter('jobwire_webhook_deliveries_total', 'Webhooks sent, by what came of it.', [
    'outcome',
  ]);
  readonly #openJobs = this.#gauge(
    'jobwire_open_jobs',
    `Jobs that have not ended, counted up to ${countLimit} for each status.`,
    ['status'],
  );
  readonly #queueLag = this.#gauge('jobwire_queue_lag_seconds', 'For how long the job that is due for longest waits.');
  readonly #overdue = this.#gauge(
    'jobwire_overdue_seconds',
    'For how long the job is open whose lease, deadline or bound of cancellation passed longest ago.',
  );
  readonly #webhookLag = this.#gauge(
    'jobwire_webhook_lag_seconds',
    'For how long the webhook that is due for longest waits to be sent.',
  );
  readonly #attemptsRunning = this.#gauge('jobwire_attempts_running', 'Attempts that run in this process.');
  readonly #waiters = this.#gauge('jobwire_waiters', 'Requests that are held until a job changes.');
  readonly #eventStreams = this.#gauge('jobwire_event_streams', 'Streams of events that are open.');

  readonly #leader = this.#gauge(
    'jobwire_leader',
    '1 while this process ends what is overdue, purges and sends webhooks for all, else 0.',
  );
  readonly #databaseUp = this.#gauge(
    'jobwire_database_up',
    '1 while the database takes what this process asks of it, else 0.',
  );
  /** Null where one process has the database alone. */
  readonly sharedDatabase: SharedDatabaseMetrics | null;

  constructor(jobTypes: readonly string[], { sharesDatabase }: { readonly sharesDatabase: boolean }) {
    this.#jobTypes = new Set(jobTypes);
    this.#databaseUp.set(1);
    this.sharedDatabase = sharesDatabase ? new SharedDatabaseMetrics(this.#registry) : null;
    processMetrics();
    for (const job_type of jobTypes) {
      for (const outcome of attemptOutcomes) this.#attempts.inc({ job_type, outcome }, 0);
    }
    for (const outcome of ['completed', 'failed']) this.#sweeps.inc({ outcome }, 0);
    for (const outcome of webhookOutcomes) this.#deliveries.inc({ outcome }, 0);
    for (const { from, to } of transitions) this.#transitions.inc({ from: from ?? 'none', to }, 0);
  }

  requestAnswered(answered: AnsweredRequest): void {
    const operation = answered.operation?.id ?? 'none';
    this.#requests.inc({ operation, status_class: statusClassOf(answered.status) });
    if (!isHeld(answered)) this.#requestSeconds.observe({ operation }, answered.durationMs / 1000);
  }

  /** Answered before any route. */
  requestRefused(status: number): void {
    this.#requests.inc({ operation: 'none', status_class: statusClassOf(status) });
  }

  transition(from: JobStatus | null, to: JobStatus): void {
    this.#transitions.inc({ from: from ?? 'none', to });
  }

  attemptEnded(type: string, outcome: AttemptOutcome['kind'], durationMs: number): void {
    const jobType = this.#jobTypes.has(type) ? type : 'unknown';
    this.#attempts.inc({ job_type: jobType, outcome });
    this.#attemptSeconds.observe({ job_type: jobType }, durationMs / 1000);
  }

  committed(writes: number, durationMs: number): void {
    this.#commitWrites.observe(writes);
    this.#commitSeconds.observe(durationMs / 1000);
  }

  swept(outcome: SweepOutcome): void {
    this.#sweeps.inc({ outcome });
  }

  webhookSent(outcome: WebhookDelivery['outcome']): void {
    this.#deliveries.inc({ outcome });
  }

  errorReported(): void {
    this.#errors.inc();
  }

  databaseIs(up: boolean): void {
    this.#databaseUp.set(up ? 1 : 0);
  }

  /** Everything in the text format of Prometheus. */
  async text(watched: Watched): Promise<string> {
    await this.#readGauges(watched);
    return Registry.merge([this.#registry, processMetrics()]).metrics();
  }

  async #readGauges({ engine, backlog, leads, database }: Watched): Promise<void> {
    this.#attemptsRunning.set(engine.attemptsRunning);
    this.#waiters.set(engine.waiters.held.request);
    this.#eventStreams.set(engine.waiters.held.stream);
    this.#leader.set(leads() ? 1 : 0);
    if (database !== null) this.sharedDatabase?.read(database);
    const figures = await backlog.figures();
    if (figures === null) {
      // No figure is better than that of an earlier scrape; readiness tells that the database does not answer.
      this.#openJobs.reset();
      this.#queueLag.remove();
      this.#overdue.remove();
      this.#webhookLag.remove();
      return;
    }
    for (const [status, jobs] of Object.entries(figures.open)) this.#openJobs.set({ status }, jobs);
    this.#queueLag.set(figures.queueLagMs / 1000);
    this.#overdue.set(figures.overdueMs / 1000);
    this.#webhookLag.set(figures.webhookLagMs / 1000);
  }

  #counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }

  #gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) {
    return new Gauge({ name, help, labelNames, registers: [this.#registry] });
  }

  #histogram<Label extends string>(name: string, help: string, buckets: number[], labelNames: readonly Label[] = []) {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.#registry] });
  }
}

function statusClassOf(status: number): string {
  return statusClasses[Math.floor(status / 100)] ?? '5xx';
}
