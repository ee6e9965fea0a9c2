import type { Kysely } from 'kysely';
import type { Job } from '../domain/job.ts';
import type { JobEvent } from '../domain/job-event.ts';
import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { rowOfEvent } from './job-rows.ts';
import type { SqlTransaction } from './sql-database.ts';
import type { SqlWebhookOutbox } from './sql-webhook-outbox.ts';
import { insertEvents } from './statements/insert-events.ts';
import type { Statements } from './statements/prepare-statements.ts';
import type { Tables } from './tables.ts';
import { isPostgres } from './text-column.ts';

/** A job as an event has left it. */
export interface Recorded {
  readonly job: Job;
  readonly event: JobEvent;
}

/** Stores what happens to jobs, and what receivers of webhooks are to hear of it, in the transaction in which it happens. */
export class EventRecorder {
  readonly #builder: Kysely<Tables>;
  readonly #statements: Statements;
  readonly #outbox: SqlWebhookOutbox;
  readonly #webhookOf: WebhookMessageSource;

  constructor(
    builder: Kysely<Tables>,
    statements: Statements,
    outbox: SqlWebhookOutbox,
    webhookOf: WebhookMessageSource,
  ) {
    this.#builder = builder;
    this.#statements = statements;
    this.#outbox = outbox;
    this.#webhookOf = webhookOf;
  }

  async record(transaction: SqlTransaction, recorded: Recorded): Promise<void> {
    await transaction.run(this.#statements.insertEvent(rowOfEvent(recorded.event)));
    await this.#announce(transaction, [recorded]);
  }

  /** The same for many events at once. */
  async recordAll(transaction: SqlTransaction, all: readonly Recorded[]): Promise<void> {
    const rows = all.map(({ event }) => rowOfEvent(event));
    // One statement where each is a round trip.
    if (isPostgres(this.#builder) && rows.length > 0) await transaction.run(insertEvents(this.#builder, rows));
    else for (const row of rows) await transaction.run(this.#statements.insertEvent(row));
    await this.#announce(transaction, all);
  }

  async #announce(transaction: SqlTransaction, all: readonly Recorded[]): Promise<void> {
    const messages = all.flatMap(({ job, event }) => this.#webhookOf(job, event) ?? []);
    if (messages.length > 0) await this.#outbox.enqueue(transaction, messages);
  }
}
