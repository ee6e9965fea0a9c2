/** How many entries a page holds when the caller does not say. */
export const defaultPageSize = 20;

interface Page<Entry> {
  readonly object: 'list';
  readonly data: Entry[];
  readonly has_more: boolean;
  readonly next_cursor: string | null;
}

/** Makes a page of at most `limit` entries; one entry more was asked for, to know whether there is a next page. */
export function pageOf<Entry>(
  entries: readonly Entry[],
  limit: number,
  cursorAt: (entry: Entry) => string,
): Page<Entry> {
  const data = entries.slice(0, limit);
  const last = data.at(-1);
  const hasMore = entries.length > limit;
  return {
    object: 'list',
    data,
    has_more: hasMore,
    next_cursor: hasMore && last !== undefined ? cursorAt(last) : null,
  };
}
