import type { Connection } from '../connection.ts';
import { readObject } from '../transport/read-answer.ts';
import { request } from '../transport/request.ts';
import type { RequestOptions } from '../transport/request-options.ts';

/** A page of a list of the contract. */
export interface Page {
  readonly data: readonly unknown[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/**
 * A list that is read page by page while it is looped over: `for await (const entry of list)`. Each loop begins anew. Every
 * entry comes once, and a page that was lost on the way is asked for again.
 */
export interface Paged<Of extends Page> extends AsyncIterable<Of['data'][number]> {
  /** The pages themselves, for what they say besides their entries. */
  pages(): AsyncIterable<Of>;
}

/** Makes a list of what differs between lists: where its pages are, of which job, and what is wanted of them. */
export function paged<Of extends Page>(
  connection: Connection,
  path: '/v1/jobs' | '/v1/jobs/{job_id}/results',
  jobId: string | undefined,
  query: { readonly cursor?: string | undefined },
  { signal }: RequestOptions = {},
): Paged<Of> {
  async function* pages(): AsyncGenerator<Of> {
    let { cursor } = query;
    const cursors = new Set([cursor]);
    for (;;) {
      const page: Of = await request(connection, {
        method: 'get',
        path,
        jobId: jobId as never,
        query: { ...query, cursor },
        signal,
        // A list that leads back to where it was would be read without end.
        read: (exchange) =>
          readObject<Of>(
            exchange,
            'list',
            'a list, and a new next_cursor if it has more',
            (page) => !page.has_more || !cursors.has(page.next_cursor ?? cursor),
          ),
      });
      yield page;
      if (!page.has_more) return;
      cursor = page.next_cursor as string;
      cursors.add(cursor);
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { data } of pages()) yield* data;
    },
  };
}
