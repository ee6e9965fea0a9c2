import type { JobFilter, ListPosition } from '../../domain/job-store.ts';
import type { OperationHandler, OperationRequest } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { parseInstant } from '../instant.ts';
import type { OperationContext } from '../operation-context.ts';
import { defaultPageSize, pageOf } from '../page.ts';
import { wireJob } from '../wire-job.ts';

export function listJobsOperation({ engine }: OperationContext): OperationHandler<'listJobs', Caller> {
  return async ({ query, principal }) => {
    const { organizationId } = principal;
    const filter = filterOf(query);
    const order = query.order ?? 'desc';
    const limit = query.limit ?? defaultPageSize;
    const list = ['jobs', organizationId, filter, order];
    const after = query.cursor === undefined ? null : positionOf(decodeCursor(list, query.cursor));
    const jobs = await engine.store.list({ organizationId, filter, order, after, limit: limit + 1 });
    const page = pageOf(jobs, limit, (job) => encodeCursor(list, [job.createdAt, job.id]));
    return { status: 200, body: { ...page, data: page.data.map(wireJob) } };
  };
}

function filterOf(query: OperationRequest<'listJobs', Caller>['query']): JobFilter {
  const instant = (name: 'created_after' | 'created_before') => {
    const text = query[name];
    return text === undefined ? null : parseInstant(text, { location: 'query', name });
  };
  return {
    statuses: query.status === undefined || query.status.length === 0 ? null : [...query.status].sort(),
    type: query.type ?? null,
    metadata: Object.entries(query.metadata ?? {}).sort(),
    createdAfter: instant('created_after'),
    createdBefore: instant('created_before'),
  };
}

function positionOf([createdAt, id]: readonly (string | number)[]): ListPosition {
  return { createdAt: Number(createdAt), id: String(id) };
}
