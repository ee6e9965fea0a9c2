import { headerOf } from '../../runner/exchange.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { parseRateLimits } from '../../steps/rate-limits.ts';
import type { Check } from '../check.ts';

/** Reads the policies. */
export const policyIsReadable: Check = async ({ call }) => {
  const exchange = await call('getCapabilities');
  const policies = parseRateLimits(headerOf(exchange, 'RateLimit-Policy') ?? '');
  if (policies === null || policies.length === 0)
    fail('policies such as `"default";q=100;w=60`', headerOf(exchange, 'RateLimit-Policy') ?? 'none', exchange);
  for (const { name, parameters } of policies) {
    const { q, w } = parameters;
    if (!Number.isInteger(q) || (w !== undefined && !(w >= 1)))
      fail(`a quota and a window of policy ${name}`, shortJson(parameters), exchange);
  }
};
