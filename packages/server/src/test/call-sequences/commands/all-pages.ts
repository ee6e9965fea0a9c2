import { expect } from 'vitest';
import type { System } from '../system.ts';

/** Reads a list to its end, page by page, and holds every page to its size. */
export async function allPages(system: System, path: string, key: string, limit: number) {
  const data: unknown[] = [];
  const pages: Record<string, unknown>[] = [];
  for (let cursor: string | null = null; ; ) {
    const separator = path.includes('?') ? '&' : '?';
    const goingOn = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await system.send('GET', `${path}${separator}limit=${limit}${goingOn}`, { key });
    if (answer.status !== 200) return { answer, data, pages };
    const { data: page, has_more: hasMore, next_cursor: nextCursor } = answer.body;
    expect(page.length).toBeLessThanOrEqual(limit);
    if (hasMore) expect(page.length).toBe(limit);
    data.push(...page);
    pages.push(answer.body);
    if (!hasMore) return { answer, data, pages };
    cursor = nextCursor as string;
  }
}
