import type { CheckContext } from '../runner/check-context.ts';
import { expectRefusals } from './expect-refusals.ts';
import { fail } from './fail.ts';
import { expectPage, type ListingId } from './read-page.ts';

/** Asks for the shortest and the longest page, and for pages that cannot be. */
export async function expectLimitRange({ call }: CheckContext, operationId: ListingId, jobId?: string): Promise<void> {
  const list = (limit: string) => call(operationId, { ...(jobId === undefined ? {} : { jobId }), query: { limit } });
  for (const limit of ['1', '100']) {
    const { data, exchange } = expectPage(await list(limit));
    if (data.length > Number(limit)) fail(`at most ${limit} entries`, String(data.length), exchange);
  }
  await expectRefusals(
    'validation_error',
    ['0', '101', '-1', '1.5', 'ten', ''].map((limit) => [`\`limit\` cannot be \`${limit}\``, () => list(limit)]),
  );
}
