import { terminalJobStatuses } from '@jobwire/contract/lifecycle';
import type { Kysely } from 'kysely';
import { isNoneOf } from '../is-one-of.ts';
import { type Argument, prepareQuery } from '../prepared-query.ts';
import type { JobRow, RemovedJobRow, Tables } from '../tables.ts';
import { sizeOfResult } from './result-statements.ts';

/** What removing something gives back to its organization. */
export type Freed = Pick<JobRow, 'organization_id' | 'stored_bytes'>;

/** A row of a job that was just deleted, as far as its removal needs it. */
export type DeletedJob = Freed & Pick<JobRow, 'progress_completed' | 'progress_failed'>;

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
  const removed = (argument: Argument<{ limit: number }>) =>
    builder.selectFrom('removed_jobs').selectAll().orderBy('job_id').limit(argument('limit'));
  const deleteOf = (table: 'job_inputs' | 'job_metadata' | 'job_results' | 'job_events' | 'removed_jobs') =>
    prepareQuery<{ jobId: string }, never>((argument) =>
      builder.deleteFrom(table).where('job_id', '=', argument('jobId')),
    );
  return {
    deleteJob: prepareQuery<{ organizationId: string; jobId: string }, DeletedJob>((argument) =>
      builder
        .deleteFrom('jobs')
        .where('id', '=', argument('jobId'))
        .where('organization_id', '=', argument('organizationId'))
        .where('status', 'in', terminalJobStatuses)
        .returning(['organization_id', 'stored_bytes', 'progress_completed', 'progress_failed']),
    ),
    findExpired: prepareQuery(expired),
    /** Those that nobody else is about to remove, to be removed in the same transaction. */
    takeExpired: prepareQuery((argument: Argument<ExpiredJobs>) =>
      expired(argument).$if(locksRows, (select) => select.forUpdate().skipLocked()),
    ),
    /** What is small in every job. */
    deleteParts: (['job_metadata', 'job_events'] as const).map(deleteOf),
    /** What may be large. */
    deleteContents: (['job_inputs', 'job_results'] as const).map(deleteOf),
    insertRemoved: prepareQuery<RemovedJobRow, never>((argument) =>
      builder.insertInto('removed_jobs').values({
        job_id: argument('job_id'),
        results: argument('results'),
        stored_bytes: argument('stored_bytes'),
      }),
    ),
    findRemoved: prepareQuery<{ limit: number }, RemovedJobRow>(removed),
    takeRemoved: prepareQuery((argument: Argument<{ limit: number }>) =>
      removed(argument).$if(locksRows, (select) => select.forUpdate().skipLocked()),
    ),
    deleteRemoved: deleteOf('removed_jobs'),
    findLeftResults: prepareQuery<{ jobId: string; limit: number }, { position: number; bytes: number }>((argument) =>
      builder
        .selectFrom('job_results')
        .select(['position', sizeOfResult.as('bytes')])
        .where('job_id', '=', argument('jobId'))
        .orderBy('position')
        .limit(argument('limit')),
    ),
    deleteResultsUpTo: prepareQuery<{ jobId: string; position: number }, never>((argument) =>
      builder
        .deleteFrom('job_results')
        .where('job_id', '=', argument('jobId'))
        .where('position', '<=', argument('position')),
    ),
  };
}
