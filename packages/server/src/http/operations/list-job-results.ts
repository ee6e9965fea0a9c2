import { isTerminal } from '@jobwire/contract';
import { JobNotFoundError } from '../../domain/errors/job-not-found-error.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import type { OperationContext } from '../operation-context.ts';
import { defaultPageSize, pageOf } from '../page.ts';
import { wireResult } from '../wire-result.ts';

export function listJobResultsOperation({ engine }: OperationContext): OperationHandler<'listJobResults', Caller> {
  return async ({ path, query, principal }) => {
    // The job first: what `sealed` says was true before the results were read, so a sealed page misses none.
    const job = await engine.store.find(principal.organizationId, path.job_id);
    if (job === null) throw new JobNotFoundError(path.job_id);
    const limit = query.limit ?? defaultPageSize;
    const list = ['results', principal.organizationId, job.id];
    const from = query.cursor === undefined ? 0 : Number(decodeCursor(list, query.cursor)[0]) + 1;
    const results = await engine.store.results(job.id, from, limit + 1);
    const page = pageOf(results, limit, (result) => encodeCursor(list, [result.index]));
    return { status: 200, body: { ...page, data: page.data.map(wireResult), sealed: isTerminal(job.status) } };
  };
}
