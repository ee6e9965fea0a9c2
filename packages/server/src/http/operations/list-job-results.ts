import { isTerminal } from '@jobwire/contract';
import { JobNotFoundError } from '../../domain/errors/job-not-found-error.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { OperationContext } from '../operation-context.ts';
import { defaultPageSize } from '../page.ts';
import { wireResult } from '../wire-result.ts';

/** A page of results stops before it is larger than this, in bytes, unless a single result is. */
export const largestResultPage = 4 * 1024 * 1024;

/** How many of the entries fit into a page: at least one, so that a list can be read to its end. */
function entriesThatFit(sizes: readonly number[]): number {
  let bytes = 0;
  const beyond = sizes.findIndex((size, index) => {
    bytes += size;
    return index > 0 && bytes > largestResultPage;
  });
  return beyond === -1 ? sizes.length : beyond;
}

export function listJobResultsOperation({ engine }: OperationContext): OperationHandler<'listJobResults', Caller> {
  return async ({ path, query, principal }) => {
    // The job first: what `sealed` says was true before the results were read, so a sealed page misses none.
    const job = await engine.store.find(principal.organizationId, path.job_id);
    if (job === null) throw new JobNotFoundError(path.job_id);
    const limit = query.limit ?? defaultPageSize;
    const list = ['results', principal.organizationId, job.id];
    const from = query.cursor === undefined ? 0 : Number(decodeCursor(list, query.cursor)[0]) + 1;
    const sizes = await engine.store.resultSizes(job.id, from, limit + 1);
    const fitting = entriesThatFit(sizes.slice(0, limit));
    const results = await engine.store.results(job.id, from, fitting);
    const there = Math.min(limit + 1, job.progressCompleted + job.progressFailed - from);
    // Only with the job do results go: this one was deleted while they were read.
    if (sizes.length < there || results.length < fitting || (results[0]?.index ?? from) !== from) {
      throw new JobNotFoundError(job.id);
    }
    const last = results.at(-1);
    const hasMore = last !== undefined && sizes.length > fitting;
    return {
      status: 200,
      body: {
        object: 'list',
        data: results.map(wireResult),
        has_more: hasMore,
        next_cursor: hasMore ? encodeCursor(list, [last.index]) : null,
        sealed: isTerminal(job.status),
      },
    };
  };
}
