import type { CheckContext } from '../runner/check-context.ts';
import { shortJson } from './expect-equal.ts';
import { fail } from './fail.ts';
import { readPage } from './read-page.ts';

/** Jobs that a filter finds and no others: `metadata[kit]` is the mark. */
export interface MarkedJobs {
  readonly mark: string;
  /** In the order in which they were created. */
  readonly ids: readonly string[];
}

/** Creates quick jobs one after the other. */
export async function markedJobs(context: CheckContext, count: number): Promise<MarkedJobs> {
  const mark = context.newMark();
  const ids: string[] = [];
  for (let created = 0; created < count; created += 1) {
    ids.push((await context.startJob('quick', { metadata: { kit: mark } })).id);
  }
  return { mark, ids };
}

/** Creates jobs, reads the first page of them, and gives its cursor. */
export async function listCursor(context: CheckContext): Promise<{ readonly mark: string; readonly cursor: string }> {
  const { mark } = await markedJobs(context, 3);
  const { next_cursor: cursor, exchange } = await readPage(context.call, 'listJobs', {
    query: { 'metadata[kit]': mark, limit: '1' },
  });
  return typeof cursor === 'string'
    ? { mark, cursor }
    : fail('a cursor, since there are more jobs', shortJson(cursor), exchange);
}
