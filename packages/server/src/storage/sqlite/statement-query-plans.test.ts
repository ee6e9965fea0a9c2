import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { cancelledInQueue } from '../../domain/transition.ts';
import { migrations } from '../migrations.ts';
import { prepareStatements, type Statements } from '../statements/prepare-statements.ts';
import type { Tables } from '../tables.ts';
import { transitionUpdates } from '../transition-update.ts';
import { prepareWebhookStatements } from '../webhook-statements.ts';
import { kyselyConnection } from './kysely-connection.ts';

const database = new DatabaseSync(':memory:');
const builder = new Kysely<Tables>({ dialect: new SqliteDialect({ database: kyselyConnection(database) }) });
await new Migrator({ db: builder, provider: { getMigrations: async () => migrations } }).migrateToLatest();

type WebhookStatements = ReturnType<typeof prepareWebhookStatements>;

const jobById = 'SEARCH jobs: sqlite_autoindex_jobs_1 (id=?)';
const resultsFrom = 'SEARCH job_results: sqlite_autoindex_job_results_1 (job_id=? AND position>?)';
const keyOfOrganization = 'SEARCH idempotency_keys: sqlite_autoindex_idempotency_keys_1 (organization_id=? AND key=?)';
const nextReadyOrganization = 'SEARCH jobs: jobs_ready (organization_id>?)';
const messageById = 'SEARCH webhook_messages: sqlite_autoindex_webhook_messages_1 (id=?)';
const destinationByName = 'SEARCH webhook_destinations: sqlite_autoindex_webhook_destinations_1 (destination=?)';
const expiredJobs = 'SEARCH jobs: jobs_by_expiry (expires_at>? AND expires_at<?)';
const dueDestinationsOfOne =
  'SEARCH webhook_destinations: webhook_destinations_by_organization (<expr>=? AND next_at<?)';
const dueDestinations = 'SEARCH webhook_destinations: webhook_destinations_due (next_at<?)';

/** What each statement reads of which table, and what it sorts. A `SCAN` walks an index as far as its limit. */
const plans: Record<keyof Statements | keyof WebhookStatements, readonly string[]> = {
  insertJob: [],
  insertInput: [],
  insertMetadata: [],
  endMetadata: ['SEARCH job_metadata: sqlite_autoindex_job_metadata_1 (job_id=?)'],
  insertEvent: [],
  findJob: [jobById],
  findInput: ['SEARCH job_inputs: sqlite_autoindex_job_inputs_1 (job_id=?)'],
  findEvents: ['SEARCH job_events: sqlite_autoindex_job_events_1 (job_id=? AND sequence>?)'],
  findAttemptState: [jobById],
  renewLease: [jobById],
  releaseLeases: ['SEARCH jobs: jobs_by_lease (lease_expires_at>?)'],
  recordStopped: [jobById],
  insertResult: [],
  findResults: [resultsFrom],
  findResultSizes: [resultsFrom],
  findEmitted: ['SEARCH job_results: sqlite_autoindex_job_results_2 (job_id=? AND item_id=?)'],
  findItemIds: ['SEARCH job_results: sqlite_autoindex_job_results_2 (job_id=? AND item_id>?)'],
  findWritableJob: [jobById],
  countResults: [jobById],
  insertIdempotencyKey: [],
  deleteExpiredIdempotencyKey: [keyOfOrganization],
  findIdempotencyKey: [keyOfOrganization],
  deleteExpiredIdempotencyKeys: [
    keyOfOrganization,
    'SEARCH idempotency_keys: idempotency_keys_by_expiry (expires_at<?)',
  ],
  deleteJob: [jobById],
  findExpired: [expiredJobs],
  takeExpired: [expiredJobs],
  deleteParts: [
    'SEARCH job_metadata: sqlite_autoindex_job_metadata_1 (job_id=?)',
    'SEARCH job_events: sqlite_autoindex_job_events_1 (job_id=?)',
  ],
  deleteContents: [
    'SEARCH job_inputs: sqlite_autoindex_job_inputs_1 (job_id=?)',
    'SEARCH job_results: sqlite_autoindex_job_results_1 (job_id=?)',
  ],
  insertRemoved: [],
  findRemoved: ['SCAN removed_jobs: sqlite_autoindex_removed_jobs_1'],
  takeRemoved: ['SCAN removed_jobs: sqlite_autoindex_removed_jobs_1'],
  deleteRemoved: ['SEARCH removed_jobs: sqlite_autoindex_removed_jobs_1 (job_id=?)'],
  findLeftResults: ['SEARCH job_results: sqlite_autoindex_job_results_1 (job_id=?)'],
  deleteResultsUpTo: ['SEARCH job_results: sqlite_autoindex_job_results_1 (job_id=? AND position<?)'],
  findDueOrganizations: [nextReadyOrganization, nextReadyOrganization],
  findDue: ['SEARCH jobs: jobs_ready (organization_id=?)'],
  findWaiting: ['SEARCH jobs: jobs_waiting (runnable_at<?)'],
  markReady: [jobById, 'SEARCH jobs: jobs_waiting (runnable_at<?)'],
  markOneReady: [jobById],
  findNextDueAt: ['SEARCH jobs: jobs_waiting (runnable_at>?)'],
  findOverdue: [
    'SEARCH jobs: jobs_by_lease (lease_expires_at<?)',
    'SEARCH jobs: jobs_by_grace (cancel_deadline_at<?)',
    'SEARCH jobs: jobs_by_deadline (deadline_at<?)',
  ],
  findOldestDueAt: [
    'SEARCH jobs: jobs_ready',
    nextReadyOrganization,
    'SEARCH jobs: jobs_ready (organization_id=? AND priority=?)',
  ],
  findEarliestWaiting: ['SCAN jobs: jobs_waiting'],
  countReady: ['SCAN jobs: jobs_ready'],
  countWaiting: ['SCAN jobs: jobs_waiting'],
  countStarted: ['SCAN jobs: jobs_by_lease', 'USE TEMP B-TREE FOR GROUP BY'],
  findAnyJob: ['SCAN jobs: sqlite_autoindex_jobs_1'],
  insertMessage: [],
  announce: [],
  findDueDestinations: [dueDestinations],
  findDueDestinationsOfOne: [dueDestinationsOfOne],
  findOrganizationsInTurn: [
    'SEARCH webhook_destinations: webhook_destinations_by_organization (<expr>>?)',
    'SEARCH webhook_destinations: webhook_destinations_by_organization (<expr>>?)',
    'SEARCH webhook_destinations: webhook_destinations_by_organization (<expr>=?)',
  ],
  lockFreeDestinationsOfOne: [dueDestinationsOfOne],
  lockDueDestination: [destinationByName],
  lockFreeDestinations: [dueDestinations],
  findDueMessages: [
    'SEARCH webhook_messages: webhook_messages_by_attempt (destination=? AND attempt=? AND next_attempt_at<?)',
  ],
  findNextAttempt: ['SEARCH webhook_messages: webhook_messages_by_attempt (destination=? AND attempt>?)'],
  beginDelivery: [messageById],
  deleteMessage: [messageById],
  deleteOldMessages: ['SEARCH webhook_messages: webhook_messages_by_attempt (destination=?)'],
  deleteMessagesOfJob: ['SEARCH webhook_messages: webhook_messages_by_job (job_id=?)'],
  forgetWebhook: [jobById],
  postponeMessage: [messageById],
  pause: [destinationByName],
  findEarliestMessage: ['SEARCH webhook_messages: webhook_messages_by_destination (destination=?)'],
  lockDestination: [destinationByName],
  scheduleDestination: [destinationByName],
  deleteDestination: [destinationByName, 'SEARCH webhook_messages: webhook_messages_by_attempt (destination=?)'],
  findNextDestination: ['SCAN webhook_destinations: webhook_destinations_due'],
};

const sqlite = { builder, locksRows: false };
const statements = { ...prepareStatements(sqlite), ...prepareWebhookStatements(sqlite) };

test.each(Object.entries(plans))('%s reads nothing but what it needs, and sorts nothing', (name, want) => {
  const several = [statements[name as keyof typeof statements]].flat() as ((given: object) => {
    sql: string;
    parameters: readonly unknown[];
  })[];

  const steps = several.flatMap((statement) => {
    const { sql, parameters } = statement({});
    const values = parameters.map((value) => (value ?? 1) as string | number);
    return database.prepare(`explain query plan ${sql}`).all(...values);
  });

  expect(steps.flatMap(({ detail }) => readOf(String(detail)))).toEqual(want);
});

test('moving several jobs looks them up by id, whatever else the organization has in their status', () => {
  const transition = cancelledInQueue({ now: 1, reason: null, retentionMs: 1 });
  const { sql, parameters } = transitionUpdates(sqlite).many('org_one', ['job_a', 'job_b'], transition);

  const steps = database.prepare(`explain query plan ${sql}`).all(...(parameters as string[]));

  expect(steps.map(({ detail }) => detail)).toContain('SEARCH jobs USING INDEX sqlite_autoindex_jobs_1 (id=?)');
});

test.each([
  { index: 'jobs_ready', condition: "status = 'queued'" },
  { index: 'jobs_waiting', condition: "status = 'queued'" },
  { index: 'jobs_by_lease', condition: 'lease_expires_at > 0' },
  { index: 'jobs_by_grace', condition: 'cancel_deadline_at > 0' },
  { index: 'jobs_by_deadline', condition: 'deadline_at > 0' },
  { index: 'jobs_by_deadline', condition: "status in ('queued', 'running')" },
  { index: 'jobs_by_expiry', condition: "status = 'completed'" },
])('$index holds fewer jobs than those with $condition, so that it stays small', ({ index, condition }) => {
  // SQLite refuses to read by an index in which some of what is asked for is missing.
  expect(() => database.prepare(`select id from jobs indexed by ${index} where ${condition}`)).toThrow(
    'no query solution',
  );
});

/** A step of a plan that costs something, without what a change of SQLite's version could add to it. */
function readOf(step: string): string[] {
  if (step.startsWith('USE TEMP B-TREE')) return [step];
  const [, read, index] = /^((?:SEARCH|SCAN) \w+)(?: USING (?:COVERING )?INDEX (.*))?$/.exec(step) ?? [];
  if (read === undefined || /(turn|level|first|queued|started|ROWS?)$/.test(read)) return [];
  return [`${read}: ${index}`];
}
