import type { ListPosition } from '../../domain/job-store.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { jobFilterOf } from '../job-filter.ts';
import type { OperationContext } from '../operation-context.ts';
import { defaultPageSize } from '../page.ts';
import { wireJob } from '../wire-job.ts';

export function listJobsOperation({ engine }: OperationContext): OperationHandler<'listJobs', Caller> {
  return async ({ query, principal }) => {
    const { organizationId } = principal;
    const filter = jobFilterOf(query, (name) => ({ location: 'query', name }));
    const order = query.order ?? 'desc';
    const limit = query.limit ?? defaultPageSize;
    const list = ['jobs', organizationId, filter, order];
    const after = query.cursor === undefined ? null : positionOf(decodeCursor(list, query.cursor));
    const { entries, next } = await engine.store.list({ organizationId, filter, order, after, limit });
    return {
      status: 200,
      body: {
        object: 'list',
        data: entries.map(wireJob),
        has_more: next !== null,
        next_cursor: next === null ? null : encodeCursor(list, [next.createdAt, next.id]),
      },
    };
  };
}

function positionOf([createdAt, id]: readonly (string | number)[]): ListPosition {
  return { createdAt: Number(createdAt), id: String(id) };
}
