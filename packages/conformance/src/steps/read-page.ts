import type { JobEvent, JobResult, OperationId } from '@jobwire/contract';
import type { Caller } from '../runner/caller.ts';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';
import type { SeenJob } from '../runner/seen-job.ts';
import { expectStatus } from './expect-status.ts';
import { fail } from './fail.ts';

/** The operations that answer pages. */
export type ListingId = Extract<OperationId, 'listJobs' | 'listJobResults' | 'listJobEvents'>;

/** What each of them lists. */
interface Listed {
  readonly listJobs: SeenJob;
  readonly listJobResults: JobResult;
  readonly listJobEvents: JobEvent;
}

/** A page as it was answered: only `data` is sure to be a list. */
export interface Page<Item> {
  readonly data: readonly Item[];
  readonly has_more?: boolean;
  readonly next_cursor?: string | null;
  readonly sealed?: boolean;
  readonly exchange: Exchange;
}

/** What a page is asked for with. */
export interface PageRequest {
  readonly jobId?: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
}

/** After so many pages a list is taken to have no end. */
const mostPages = 500;

/** Ends the check as failed unless the answer is a page, and gives it. */
export function expectPage<Item>(exchange: Exchange): Page<Item> {
  expectStatus(exchange, 200, 'a page');
  const body = exchange.body as { data?: unknown } | null | undefined;
  if (typeof body !== 'object' || body === null || !Array.isArray(body.data)) {
    return fail('a page with a list in `data`', problemLine(exchange), exchange);
  }
  return { ...(body as { data: Item[] }), exchange };
}

/** Reads one page. */
export async function readPage<Id extends ListingId>(
  call: Caller,
  operationId: Id,
  request: PageRequest,
): Promise<Page<Listed[Id]>> {
  return expectPage<Listed[Id]>(await call(operationId, request));
}

/** Reads a list from its beginning to its end, following its cursors, and gives its pages. */
export async function readPages<Id extends ListingId>(
  call: Caller,
  operationId: Id,
  request: PageRequest,
): Promise<Page<Listed[Id]>[]> {
  const pages: Page<Listed[Id]>[] = [];
  let cursor: string | null | undefined;
  do {
    const query = typeof cursor === 'string' ? { ...request.query, cursor } : { ...request.query };
    const page = await readPage(call, operationId, { ...request, query });
    pages.push(page);
    cursor = page.has_more === true ? page.next_cursor : null;
    if (pages.length > mostPages) {
      fail(`an end after ${mostPages} pages`, 'there is still more', page.exchange);
    }
  } while (typeof cursor === 'string');
  return pages;
}

/** Everything in a list. */
export async function readWhole<Id extends ListingId>(
  call: Caller,
  operationId: Id,
  request: PageRequest,
): Promise<Listed[Id][]> {
  const query = { limit: '100', ...request.query };
  return (await readPages(call, operationId, { ...request, query })).flatMap(({ data }) => [...data]);
}

/** The last page of a list, which tells what holds now. */
export async function readLastPage<Id extends ListingId>(
  call: Caller,
  operationId: Id,
  request: PageRequest,
): Promise<Page<Listed[Id]>> {
  const query = { limit: '100', ...request.query };
  return (await readPages(call, operationId, { ...request, query })).at(-1) as Page<Listed[Id]>;
}
