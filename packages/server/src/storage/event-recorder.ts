import type { Job } from '../domain/job.ts';
import type { JobEvent } from '../domain/job-event.ts';
import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { rowOfEvent } from './job-rows.ts';
import type { SqlTransaction } from './sql-database.ts';
import type { SqlWebhookOutbox } from './sql-webhook-outbox.ts';
import type { Statements } from './statements/prepare-statements.ts';

/** A job as an event has left it. */
export interface Recorded {
  readonly job: Job;
  readonly event: JobEvent;
}

/** Stores what happens to jobs, and what receivers of webhooks are to hear of it, in the transaction in which it happens. */
export class EventRecorder {
  readonly #statements: Statements;
  readonly #outbox: SqlWebhookOutbox;
  readonly #webhookOf: WebhookMessageSource;

  constructor(statements: Statements, outbox: SqlWebhookOutbox, webhookOf: WebhookMessageSource) {
    this.#statements = statements;
    this.#outbox = outbox;
    this.#webhookOf = webhookOf;
  }

  async record(transaction: SqlTransaction, ...all: readonly Recorded[]): Promise<void> {
    for (const { event } of all) await transaction.run(this.#statements.insertEvent(rowOfEvent(event)));
    await this.announce(transaction, all);
  }

  /** Only for the receivers of webhooks, when the events are stored already. */
  async announce(transaction: SqlTransaction, all: readonly Recorded[]): Promise<void> {
    const messages = all.flatMap(({ job, event }) => this.#webhookOf(job, event) ?? []);
    if (messages.length > 0) await this.#outbox.enqueue(transaction, messages);
  }
}
