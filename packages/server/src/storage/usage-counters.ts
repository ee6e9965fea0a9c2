import { type Kysely, sql } from 'kysely';
import { QuotaReachedError } from '../domain/errors/quota-reached-error.ts';
import type { OrganizationQuotas, OrganizationUsage } from '../domain/organization-usage.ts';
import { prepareQuery } from './prepared-query.ts';
import type { LastChange, SqlSession, SqlTransaction } from './sql-database.ts';
import type { OrganizationUsageRow, Tables } from './tables.ts';

type UsageNumbers = Pick<OrganizationUsageRow, 'open_jobs' | 'stored_bytes'>;

/**
 * One row of counters per organization. Whatever opens, ends, fills or removes jobs changes it in the same transaction,
 * once per organization however many rows it changes, so the counters always equal the rows.
 */
export class UsageCounters {
  readonly #add: ReturnType<typeof prepareAdd>;
  readonly #find: ReturnType<typeof prepareFind>;

  constructor(builder: Kysely<Tables>) {
    this.#add = prepareAdd(builder);
    this.#find = prepareFind(builder);
  }

  async add(
    transaction: SqlTransaction,
    organizationId: string,
    change: Partial<OrganizationUsage>,
  ): Promise<OrganizationUsage> {
    const [changed] = await transaction.last(this.#changeOf(transaction, organizationId, change));
    return usageOf(changed?.[0]);
  }

  #changeOf(
    transaction: SqlTransaction,
    organizationId: string,
    { openJobs = 0, storedBytes = 0 }: Partial<OrganizationUsage>,
  ): LastChange<readonly UsageNumbers[]> {
    const row = { organization_id: organizationId, open_jobs: openJobs, stored_bytes: storedBytes };
    return { row: `2-usage ${organizationId}`, change: () => transaction.run(this.#add(row)) };
  }

  /**
   * Counts what is created, in the transaction that creates it.
   *
   * @throws QuotaReachedError when it does not fit; throwing takes the transaction's changes back.
   */
  async claim(
    transaction: SqlTransaction,
    organizationId: string,
    change: OrganizationUsage,
    quotas: OrganizationQuotas,
  ): Promise<void> {
    const now = await this.add(transaction, organizationId, change);
    for (const quota of ['openJobs', 'storedBytes'] as const) {
      const limit = quotas[quota];
      if (limit !== null && now[quota] > limit) throw new QuotaReachedError(quota, limit);
    }
  }

  /** Takes back what was removed, given as one entry for each thing. */
  async free(
    transaction: SqlTransaction,
    removed: readonly Pick<OrganizationUsageRow, 'organization_id' | 'stored_bytes'>[],
  ): Promise<void> {
    const freed = new Map<string, number>();
    for (const { organization_id: id, stored_bytes: bytes } of removed) freed.set(id, (freed.get(id) ?? 0) + bytes);
    const changes = [...freed].map(([id, bytes]) => this.#changeOf(transaction, id, { storedBytes: -bytes }));
    if (changes.length > 0) await transaction.last(...changes);
  }

  async of(session: SqlSession, organizationId: string): Promise<OrganizationUsage> {
    const [row] = await session.run(this.#find({ organizationId }));
    return usageOf(row);
  }
}

function usageOf(row: UsageNumbers | undefined): OrganizationUsage {
  return { openJobs: row?.open_jobs ?? 0, storedBytes: row?.stored_bytes ?? 0 };
}

function prepareAdd(builder: Kysely<Tables>) {
  return prepareQuery<OrganizationUsageRow, UsageNumbers>((argument) =>
    builder
      .insertInto('organization_usage')
      .values({
        organization_id: argument('organization_id'),
        open_jobs: argument('open_jobs'),
        stored_bytes: argument('stored_bytes'),
      })
      .onConflict((conflict) =>
        conflict.column('organization_id').doUpdateSet({
          open_jobs: sql`organization_usage.open_jobs + excluded.open_jobs`,
          stored_bytes: sql`organization_usage.stored_bytes + excluded.stored_bytes`,
        }),
      )
      .returning(['open_jobs', 'stored_bytes']),
  );
}

function prepareFind(builder: Kysely<Tables>) {
  return prepareQuery<{ organizationId: string }, UsageNumbers>((argument) =>
    builder
      .selectFrom('organization_usage')
      .select(['open_jobs', 'stored_bytes'])
      .where('organization_id', '=', argument('organizationId')),
  );
}
