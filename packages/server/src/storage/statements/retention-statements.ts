import { terminalJobStatuses } from '@jobwire/contract/lifecycle';
import type { Kysely } from 'kysely';
import { isNoneOf } from '../is-one-of.ts';
import { type Argument, prepareQuery } from '../prepared-query.ts';
import type { JobRow, Tables } from '../tables.ts';

/** What removing something gives back to its organization. */
export type Freed = Pick<JobRow, 'organization_id' | 'stored_bytes'>;

interface ExpiredJobs {
  readonly now: number;
  readonly limit: number;
  readonly except: string;
}

/** Removing what has ended. */
export function retentionStatements(builder: Kysely<Tables>, locksRows: boolean) {
  const expired = (argument: Argument<ExpiredJobs>) =>
    builder
      .selectFrom('jobs')
      .select(['id', 'organization_id'])
      .where('expires_at', 'is not', null)
      .where('expires_at', '<=', argument('now'))
      .where(isNoneOf(builder, argument('except')))
      .orderBy('expires_at')
      .limit(argument('limit'));
  return {
    deleteJob: prepareQuery<{ organizationId: string; jobId: string }, Freed>((argument) =>
      builder
        .deleteFrom('jobs')
        .where('id', '=', argument('jobId'))
        .where('organization_id', '=', argument('organizationId'))
        .where('status', 'in', terminalJobStatuses)
        .returning(['organization_id', 'stored_bytes']),
    ),
    findExpired: prepareQuery(expired),
    /** Those that nobody else is about to remove, to be removed in the same transaction. */
    takeExpired: prepareQuery((argument: Argument<ExpiredJobs>) =>
      expired(argument).$if(locksRows, (select) => select.forUpdate().skipLocked()),
    ),
    deleteParts: (['job_inputs', 'job_metadata', 'job_results', 'job_events'] as const).map((table) =>
      prepareQuery<{ jobId: string }, never>((argument) =>
        builder.deleteFrom(table).where('job_id', '=', argument('jobId')),
      ),
    ),
  };
}
