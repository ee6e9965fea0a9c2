import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Compares the titles of all problems of a code. */
export const problemTitlePerCode: Check = async ({ exchanges }) => {
  const titles = new Map<string, string>();
  for (const exchange of exchanges) {
    const { code, title } = (exchange.body ?? {}) as { code?: unknown; title?: unknown };
    if (exchange.status < 400 || typeof code !== 'string' || typeof title !== 'string') continue;
    expectEqual(`the title of every ${code}`, title, titles.get(code) ?? title, exchange);
    titles.set(code, title);
  }
};
