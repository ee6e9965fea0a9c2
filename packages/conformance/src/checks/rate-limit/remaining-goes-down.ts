import { type Exchange, headerOf } from '../../runner/exchange.ts';
import { atOnce } from '../../steps/at-once.ts';
import { fail } from '../../steps/fail.ts';
import { parseRateLimits } from '../../steps/rate-limits.ts';
import type { Check } from '../check.ts';

const rounds = 5;
const requestsAtOnce = 25;

/** Looks what remains, and sends many requests at once. */
export const remainingGoesDown: Check = async ({ call, limits }) => {
  const count = Math.min(requestsAtOnce, limits.parallel);
  // A window may begin anew in between, and a large budget refills as fast as requests come, so one round has to do.
  for (let round = 1; round <= rounds; round += 1) {
    const before = remaining(await call('getCapabilities'));
    const after = await atOnce(count, async () => remaining(await call('getCapabilities')));
    if (Math.min(...after) < before) return;
  }
  fail(`fewer requests that remain after ${count} more`, `not fewer, in ${rounds} rounds`, null);
};

/** Of the first limit that the answer names. */
function remaining(exchange: Exchange): number {
  return parseRateLimits(headerOf(exchange, 'RateLimit') ?? '')?.[0]?.parameters.r ?? 0;
}
