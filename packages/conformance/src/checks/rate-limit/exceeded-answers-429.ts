import { headerOf } from '../../runner/exchange.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { fail } from '../../steps/fail.ts';
import { exceedLimit } from '../../steps/rate-limits.ts';
import type { Check } from '../check.ts';

/** Sends requests until one is refused, with the foreign key if there is one. */
export const exceededAnswers429: Check = async (context) => {
  const exchange = await exceedLimit(context);
  expectProblem(exchange, 'rate_limited', 'since the limit is passed');
  const seconds = headerOf(exchange, 'Retry-After') ?? '';
  if (!/^[1-9]\d*$/.test(seconds)) fail('Retry-After with at least a second', seconds || 'none', exchange);
};
