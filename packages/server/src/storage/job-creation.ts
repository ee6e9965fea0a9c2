import type { CreateOutcome, IdempotentCreate } from '../domain/idempotency.ts';
import type { Job, NewJob } from '../domain/job.ts';
import { creationEventOf } from '../domain/job-event.ts';
import { noQuotas, type OrganizationQuotas } from '../domain/organization-usage.ts';
import { storedBytesOfKey } from '../domain/stored-bytes.ts';
import { jobFromRow, rowOfNewJob, rowsOfMetadata } from './job-rows.ts';
import type { JobSql } from './prepare-job-sql.ts';
import type { SqlTransaction } from './sql-database.ts';

/** Jobs come into the tables here, once for each key of idempotency. */
export class JobCreation {
  readonly #sql: JobSql;

  constructor(sql: JobSql) {
    this.#sql = sql;
  }

  create(job: NewJob, quotas: OrganizationQuotas = noQuotas): Promise<Job> {
    return this.#sql.database.write('3-free', (transaction) => this.#insert(transaction, job, quotas));
  }

  async createOnce(
    job: NewJob,
    idempotency: IdempotentCreate,
    quotas: OrganizationQuotas = noQuotas,
  ): Promise<CreateOutcome> {
    const { database } = this.#sql;
    const { organizationId } = job;
    // With what neither of the two may hold in between.
    const row = `2-key ${organizationId}\0${idempotency.key}` as const;
    for (;;) {
      const outcome =
        (await database.write(row, (transaction) => this.#insertOnce(transaction, job, idempotency, quotas))) ??
        // Few come here, since the sweeper removes keys that have expired.
        (await database.writeAlone((transaction) => this.#replaceExpired(transaction, job, idempotency, quotas)));
      if (outcome !== null) return outcome;
    }
  }

  /** Null when the key is that of a create that has expired, or was until now. */
  async #insertOnce(
    transaction: SqlTransaction,
    job: NewJob,
    { key, bodyDigest, expiresAt, answer: answerFor }: IdempotentCreate,
    quotas: OrganizationQuotas,
    freedBytes = 0,
  ): Promise<CreateOutcome | null> {
    const { statements } = this.#sql;
    const { organizationId } = job;
    const answer = answerFor(jobFromRow(rowOfNewJob(job)));
    const keyBytes = storedBytesOfKey(key, answer);
    const taken = await transaction.run(
      statements.insertIdempotencyKey({
        organization_id: organizationId,
        key,
        body_digest: bodyDigest,
        answer,
        expires_at: expiresAt,
        stored_bytes: keyBytes,
      }),
    );
    if (taken.length > 0) return { created: await this.#insert(transaction, job, quotas, keyBytes - freedBytes) };
    const [known] = await transaction.run(statements.findIdempotencyKey({ organizationId, key }));
    if (known === undefined || known.expires_at <= job.createdAt) return null;
    return known.body_digest === bodyDigest ? { replayed: known.answer } : 'key_reused';
  }

  async #replaceExpired(
    transaction: SqlTransaction,
    job: NewJob,
    idempotency: IdempotentCreate,
    quotas: OrganizationQuotas,
  ): Promise<CreateOutcome | null> {
    const { organizationId, createdAt: now } = job;
    const { key } = idempotency;
    const { statements } = this.#sql;
    const [expired] = await transaction.run(statements.deleteExpiredIdempotencyKey({ organizationId, key, now }));
    return this.#insertOnce(transaction, job, idempotency, quotas, expired?.stored_bytes);
  }

  /** `bytesBeside` is what is stored in the same transaction and does not belong to the job. */
  async #insert(transaction: SqlTransaction, job: NewJob, quotas: OrganizationQuotas, bytesBeside = 0): Promise<Job> {
    const { statements, events, usage } = this.#sql;
    const row = rowOfNewJob(job);
    const created = jobFromRow(row);
    const claim = { openJobs: 1, storedBytes: row.stored_bytes + bytesBeside };
    await transaction.run(statements.insertJob(row));
    await transaction.run(statements.insertInput({ job_id: job.id, input_json: job.input }));
    for (const metadata of rowsOfMetadata(job)) await transaction.run(statements.insertMetadata(metadata));
    await events.record(transaction, { job: created, event: creationEventOf(created) });
    // Last of all, since whoever counts for the same organization waits from here to the commit.
    await usage.claim(transaction, job.organizationId, claim, quotas);
    return created;
  }
}
