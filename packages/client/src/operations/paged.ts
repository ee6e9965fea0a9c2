/** A page of a list of the contract. */
interface Page {
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

/** Makes a list of the one thing that differs: how the page of a query is read. */
export function paged<Of extends Page, Query extends { cursor?: string }>(
  query: Query,
  readPage: (query: Query) => Promise<Of>,
): Paged<Of> {
  async function* pages(): AsyncGenerator<Of> {
    for (let next: Query = query; ; ) {
      const page = await readPage(next);
      yield page;
      if (!page.has_more || page.next_cursor === null) return;
      next = { ...query, cursor: page.next_cursor };
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { data } of pages()) yield* data;
    },
  };
}
