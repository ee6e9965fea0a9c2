import type { CheckContext } from '../runner/check-context.ts';
import { expectRefusals } from './expect-refusals.ts';
import { expectStatus } from './expect-status.ts';
import type { ListingId } from './read-page.ts';

/** Asks for the shortest and the longest page, and for pages that cannot be. */
export async function expectLimitRange({ call }: CheckContext, operationId: ListingId, jobId?: string): Promise<void> {
  const list = (limit: string) => call(operationId, { ...(jobId === undefined ? {} : { jobId }), query: { limit } });
  for (const limit of ['1', '100']) {
    expectStatus(await list(limit), 200, `since \`limit\` may be ${limit}`);
  }
  await expectRefusals(
    'validation_error',
    ['0', '101', '-1', '1.5', 'ten', ''].map((limit) => [`\`limit\` cannot be \`${limit}\``, () => list(limit)]),
  );
}
