import type { CheckContext } from '../runner/check-context.ts';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';
import type { RequestParts } from '../runner/request-parts.ts';
import { type SeenJob, seenJob } from '../runner/seen-job.ts';
import { expectStatus } from './expect-status.ts';
import { fail } from './fail.ts';

/** Ends the check as failed unless the answer is 201 with a job, and gives the job. */
export function expectCreated(exchange: Exchange, meaning = 'since the body keeps all rules'): SeenJob {
  expectStatus(exchange, 201, meaning);
  return seenJob(exchange.body) ?? fail('the new job in the body', problemLine(exchange), exchange);
}

/** Creates a job of a request of its own, and gives it with its answer. */
export async function createdWith(
  { call }: CheckContext,
  parts: RequestParts,
): Promise<{ readonly job: SeenJob; readonly exchange: Exchange }> {
  const exchange = await call('createJob', parts);
  return { job: expectCreated(exchange), exchange };
}
