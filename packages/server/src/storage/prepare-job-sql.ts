import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { EventRecorder } from './event-recorder.ts';
import { type ListQueries, prepareListQueries } from './lists/list-queries.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqlWebhookOutbox } from './sql-webhook-outbox.ts';
import { prepareStatements, type Statements } from './statements/prepare-statements.ts';
import { transitionUpdates } from './transition-update.ts';
import { UsageCounters } from './usage-counters.ts';

/** What the parts of the job store are made of: a database, and everything that is said to it. */
export interface JobSql {
  readonly database: SqlDatabase;
  readonly statements: Statements;
  readonly lists: ListQueries;
  readonly updates: ReturnType<typeof transitionUpdates>;
  readonly usage: UsageCounters;
  readonly events: EventRecorder;
  readonly outbox: SqlWebhookOutbox;
}

/** `webhookOf` makes the message that goes into the outbox with an event. */
export function prepareJobSql(database: SqlDatabase, webhookOf: WebhookMessageSource): JobSql {
  const statements = prepareStatements(database);
  const outbox = new SqlWebhookOutbox(database);
  return {
    database,
    statements,
    lists: prepareListQueries(database.builder),
    updates: transitionUpdates(database),
    usage: new UsageCounters(database.builder),
    events: new EventRecorder(statements, outbox, webhookOf),
    outbox,
  };
}
