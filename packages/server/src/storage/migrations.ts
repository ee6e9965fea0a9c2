import type { JobStatus } from '@jobwire/contract/lifecycle';
import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isIn, isReady } from './status-condition.ts';
import { isPostgres, textColumn } from './text-column.ts';
import { createWebhookOutbox, indexDestinationsByOrganization } from './webhook-tables.ts';

/** The schema, step by step. A step that was released is never edited: the next one changes what it left. */
export const migrations: Record<string, Migration> = {
  '0001_jobs': { up: createJobs },
  '0002_webhooks': { up: createWebhookOutbox },
  '0003_item_ids_of_any_length': { up: indexItemsByDigest },
  '0004_removed_jobs': { up: createRemovedJobs },
  '0005_webhooks_by_organization': { up: indexDestinationsByOrganization },
};

async function createJobs(database: Kysely<unknown>): Promise<void> {
  const { schema } = database;
  const text = textColumn(database);
  await schema
    .createTable('jobs')
    .addColumn('id', text, (column) => column.primaryKey())
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('name', text)
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('max_attempts', 'integer', (column) => column.notNull())
    .addColumn('priority', 'integer', (column) => column.notNull())
    .addColumn('metadata_json', text, (column) => column.notNull())
    .addColumn('progress_total', 'bigint')
    .addColumn('progress_completed', 'bigint', (column) => column.notNull())
    .addColumn('progress_failed', 'bigint', (column) => column.notNull())
    .addColumn('phase', text)
    .addColumn('estimated_seconds_remaining', 'bigint')
    .addColumn('error_json', text)
    .addColumn('cancel_requested_at', 'bigint')
    .addColumn('cancel_reason', text)
    .addColumn('cancel_deadline_at', 'bigint')
    .addColumn('stopped_at', 'bigint')
    .addColumn('cancel_forced', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('scheduled_for', 'bigint')
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addColumn('deadline_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('webhook_json', text)
    .addColumn('attempts_spent', 'integer', (column) => column.notNull())
    .addColumn('runnable_at', 'bigint', (column) => column.notNull())
    .addColumn('lease_owner', text)
    .addColumn('lease_expires_at', 'bigint')
    .addColumn('ready', 'integer', (column) => column.notNull())
    .addColumn('stored_bytes', 'bigint', (column) => column.notNull())
    .addColumn('trace_parent', text)
    .execute();
  await schema
    .createTable('job_inputs')
    .addColumn('job_id', text, (column) => column.primaryKey())
    .addColumn('input_json', text, (column) => column.notNull())
    .execute();
  await schema
    .createTable('job_metadata')
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('value', text, (column) => column.notNull())
    .addColumn('ended_as', text, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('job_id', text, (column) => column.notNull())
    .addPrimaryKeyConstraint('job_metadata_pkey', ['job_id', 'key'])
    .execute();
  await schema
    .createTable('job_results')
    .addColumn('job_id', text, (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('item_id', text)
    .addColumn('status', text, (column) => column.notNull())
    .addColumn('output_json', text)
    .addColumn('error_json', text)
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('job_results_pkey', ['job_id', 'position'])
    .addUniqueConstraint('job_results_item_id', ['job_id', 'item_id'])
    .execute();
  await schema
    .createTable('job_events')
    .addColumn('job_id', text, (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('type', text, (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('from_status', text)
    .addColumn('to_status', text, (column) => column.notNull())
    .addColumn('attempt', 'integer', (column) => column.notNull())
    .addColumn('reason', text)
    .addPrimaryKeyConstraint('job_events_pkey', ['job_id', 'sequence'])
    .execute();

  await schema
    .createTable('idempotency_keys')
    .addColumn('organization_id', text, (column) => column.notNull())
    .addColumn('key', text, (column) => column.notNull())
    .addColumn('body_digest', text, (column) => column.notNull())
    .addColumn('answer', text, (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('stored_bytes', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_pkey', ['organization_id', 'key'])
    .execute();
  await schema
    .createTable('organization_usage')
    .addColumn('organization_id', text, (column) => column.primaryKey())
    .addColumn('open_jobs', 'bigint', (column) => column.notNull())
    .addColumn('stored_bytes', 'bigint', (column) => column.notNull())
    .execute();
  await schema.createIndex('idempotency_keys_by_expiry').on('idempotency_keys').column('expires_at').execute();

  // Lists: one index for each filter that a walk can answer, in the order of the keyset.
  const keyset = ['created_at', 'id'];
  await index('jobs_by_status', ['organization_id', 'status', ...keyset]);
  await index('jobs_by_type', ['organization_id', 'type', 'status', ...keyset]);
  await schema
    .createIndex('job_metadata_by_pair')
    .on('job_metadata')
    .columns(['organization_id', 'key', 'value', 'ended_as', 'created_at', 'job_id'])
    .execute();

  // The engine: small indexes over the few jobs that each question is about.
  await schema
    .createIndex('jobs_ready')
    .on('jobs')
    .columns(['organization_id', 'priority desc', 'runnable_at', 'id'])
    .where(isReady(true))
    .execute();
  await schema.createIndex('jobs_waiting').on('jobs').column('runnable_at').where(isReady(false)).execute();
  await partial('jobs_by_lease', 'lease_expires_at', ['running', 'cancelling']);
  await schema
    .createIndex('jobs_by_deadline')
    .on('jobs')
    .column('deadline_at')
    .where(isIn(['queued', 'running']))
    .where(sql.ref('deadline_at'), 'is not', null)
    .execute();
  await partial('jobs_by_grace', 'cancel_deadline_at', ['cancelling']);

  await schema
    .createIndex('jobs_by_expiry')
    .on('jobs')
    .column('expires_at')
    .where(sql.ref('expires_at'), 'is not', null)
    .execute();

  function index(name: string, columns: string[]) {
    return schema.createIndex(name).on('jobs').columns(columns).execute();
  }

  function partial(name: string, column: string, statuses: readonly JobStatus[]) {
    return schema.createIndex(name).on('jobs').column(column).where(isIn(statuses)).execute();
  }
}

/**
 * An id of an item may be as long as its author likes, and PostgreSQL refuses what is longer than a third of a page in an
 * index. So it is the digest there that comes once for each job; what an older version writes is held to it too.
 */
async function indexItemsByDigest(database: Kysely<unknown>): Promise<void> {
  if (!isPostgres(database)) return;
  // The encoding of a database never changes, which `convert_to` cannot promise for any encoding.
  await sql`create function job_item_digest(text) returns bytea language sql immutable strict parallel safe
    as $$ select sha256(convert_to($1, 'UTF8')) $$`.execute(database);
  await database.schema.alterTable('job_results').dropConstraint('job_results_item_id').execute();
  await database.schema
    .createIndex('job_results_by_item')
    .unique()
    .on('job_results')
    .column('job_id')
    .expression(sql`job_item_digest(item_id)`)
    .execute();
}

/** Jobs that are gone, of which input and results are still to be removed, some at a time. */
async function createRemovedJobs(database: Kysely<unknown>): Promise<void> {
  await database.schema
    .createTable('removed_jobs')
    .addColumn('job_id', textColumn(database), (column) => column.primaryKey())
    .addColumn('results', 'bigint', (column) => column.notNull())
    .addColumn('stored_bytes', 'bigint', (column) => column.notNull())
    .execute();
}
