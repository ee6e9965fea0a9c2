import { type Kysely, sql } from 'kysely';
import { isPostgres, textColumn } from './text-column.ts';

/** A message that was not taken yet. */
export interface WebhookMessageRow {
  id: string;
  job_id: string;
  organization_id: string;
  destination: string;
  url: string;
  body: string;
  created_at: number;
  attempt: number;
  next_attempt_at: number;
}

/** One line of messages to one receiver, so that who has something to send is found without looking at each message. */
export interface WebhookDestinationRow {
  destination: string;
  next_at: number;
  paused_until: number;
}

export async function createWebhookOutbox(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  const text = textColumn(database);
  await schema
    .createTable('webhook_messages')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('job_id', text, (column) => column.notNull())
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('destination', text, (column) => column.notNull())
    .addColumn('url', text, (column) => column.notNull())
    .addColumn('body', text, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'bigint', (column) => column.notNull())
    .execute();
  await schema
    .createIndex('webhook_messages_by_destination')
    .on('webhook_messages')
    .columns(['destination', 'next_attempt_at'])
    .execute();
  await schema
    .createIndex('webhook_messages_by_attempt')
    .on('webhook_messages')
    .columns(['destination', 'attempt', 'next_attempt_at', 'id'])
    .execute();
  await schema.createIndex('webhook_messages_by_job').on('webhook_messages').column('job_id').execute();
  await schema
    .createTable('webhook_destinations')
    .addColumn('destination', text, (column) => column.primaryKey())
    .addColumn('next_at', 'bigint', (column) => column.notNull())
    .addColumn('paused_until', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('webhook_destinations_due').on('webhook_destinations').column('next_at').execute();
}

/** The organization of a destination: the first word of its name. */
export function organizationOf(destination: string): string {
  return destination.split(' ', 1)[0] as string;
}

/** The same in SQL, in the very words of its index. */
export function organizationColumn(database: Pick<Kysely<unknown>, 'getExecutor'>) {
  return isPostgres(database)
    ? sql<string>`split_part(destination, ' ', 1)`
    : sql<string>`substr(destination, 1, instr(destination || ' ', ' ') - 1)`;
}

/** Who has destinations is found with one seek for each, however many those are. */
export async function indexDestinationsByOrganization(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createIndex('webhook_destinations_by_organization')
    .on('webhook_destinations')
    .expression(organizationColumn(database))
    .column('next_at')
    .execute();
}
