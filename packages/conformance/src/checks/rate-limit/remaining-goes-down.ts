import { headerOf } from '../../runner/exchange.ts';
import { fail } from '../../steps/fail.ts';
import { parseRateLimits } from '../../steps/rate-limits.ts';
import type { Check } from '../check.ts';

/** Sends a few requests one after the other. */
export const remainingGoesDown: Check = async ({ call }) => {
  const remaining = async () =>
    (parseRateLimits(headerOf(await call('getCapabilities'), 'RateLimit') ?? '') ?? [])[0]?.parameters.r ?? 0;
  for (let round = 0; round < 3; round += 1) {
    const before = await remaining();
    let after = before;
    for (let count = 0; count < 3; count += 1) after = await remaining();
    // A window may begin anew in between, so one round of three has to do.
    if (after < before) return;
  }
  fail('fewer requests that remain after three more', 'not fewer', null);
};
