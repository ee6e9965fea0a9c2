import type { JobResult } from '@jobwire/contract';
import type { JobCall } from './call.ts';
import { readCursor, readLimit } from './paging.ts';
import { readQuery } from './query.ts';

/** `listJobResults` */
export function listJobResults(call: JobCall): void {
  const { world, reply, job } = call;
  const query = readQuery(call, { single: ['limit', 'cursor'] });
  const limit = readLimit(call, query, 'results');
  const list = JSON.stringify([job.wire.id, 'results']);
  const place = (readCursor(call, query, list) ?? 0) as number;
  const stored = world.breaks('results are counted and cannot be read') ? [] : job.results;
  const all = distorted(call, world.breaks('results come in the order of a stack') ? stored.toReversed() : stored);
  const data = all.slice(place, place + limit);
  const next = place + data.length;
  const hasMore = next < all.length;
  reply.json(200, {
    sealed: sealed(call),
    has_more: hasMore,
    object: 'list',
    data,
    next_cursor:
      hasMore || world.breaks('the last page of results has a cursor')
        ? world.cursors.issue(list, world.breaks('a page of results skips one') ? next + 1 : next)
        : null,
  });
}

function distorted({ world, job }: JobCall, results: readonly JobResult[]): readonly JobResult[] {
  if (!job.wire.terminal && world.breaks('results of a running job cannot be read')) {
    return [];
  }
  if (world.breaks('a result that was read changes')) {
    return results.map((result) => (result.status === 'completed' ? { ...result, output: Math.random() } : result));
  }
  return results;
}

function sealed({ world, job }: JobCall): boolean {
  if (world.breaks('results of a running job are called sealed')) {
    return true;
  }
  return job.wire.terminal && !world.breaks('results are never sealed');
}
