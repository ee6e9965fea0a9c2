import type { BulkCancellation, CancelOutcome } from '@jobwire/contract';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';
import { expectStatus } from './expect-status.ts';
import { fail } from './fail.ts';

/** Ends the check as failed unless the answer is that of a bulk cancel, and gives it. */
export function expectBulk(exchange: Exchange): Partial<BulkCancellation> {
  expectStatus(exchange, 200, 'what became of the jobs');
  const body = exchange.body as Partial<BulkCancellation> | null | undefined;
  return typeof body === 'object' && body !== null
    ? body
    : fail('a bulk cancellation', problemLine(exchange), exchange);
}

/** As `expectBulk`, of a bulk cancel by ids: gives the outcomes, in their order. */
export function expectOutcomes(exchange: Exchange): CancelOutcome[] {
  const { outcomes } = expectBulk(exchange);
  return Array.isArray(outcomes)
    ? outcomes.map(({ outcome }) => outcome)
    : fail('one outcome for each id', problemLine(exchange), exchange);
}
