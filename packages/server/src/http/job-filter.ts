import type { JobStatus, ProblemErrorItem } from '@jobwire/contract';
import type { JobFilter } from '../domain/job-store.ts';
import { parseInstant } from './instant.ts';

/** The filter as the contract writes it, in a query and in a body alike. */
interface WireJobFilter {
  readonly status?: readonly JobStatus[] | undefined;
  readonly type?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  readonly created_after?: string | undefined;
  readonly created_before?: string | undefined;
}

type PlaceOf = (name: 'created_after' | 'created_before') => Omit<ProblemErrorItem, 'message'>;

/** The same filter gives an equal value however it was written, since cursors are bound to it. */
export function jobFilterOf(filter: WireJobFilter, placeOf: PlaceOf): JobFilter {
  const instant = (name: 'created_after' | 'created_before') => {
    const text = filter[name];
    return text === undefined ? null : parseInstant(text, placeOf(name));
  };
  return {
    statuses: filter.status === undefined || filter.status.length === 0 ? null : [...filter.status].sort(),
    type: filter.type ?? null,
    metadata: Object.entries(filter.metadata ?? {}).sort(),
    createdAfter: instant('created_after'),
    createdBefore: instant('created_before'),
  };
}
