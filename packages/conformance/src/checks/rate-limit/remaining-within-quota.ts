import { headerOf } from '../../runner/exchange.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { parseRateLimits } from '../../steps/rate-limits.ts';
import type { Check } from '../check.ts';

/** Compares what remains with the quota of its policy. */
export const remainingWithinQuota: Check = async ({ call }) => {
  const exchange = await call('getCapabilities');
  const policies = parseRateLimits(headerOf(exchange, 'RateLimit-Policy') ?? '') ?? [];
  const limits = parseRateLimits(headerOf(exchange, 'RateLimit') ?? '');
  if (limits === null || limits.length === 0)
    fail('limits such as `"default";r=50;t=30`', headerOf(exchange, 'RateLimit') ?? 'none', exchange);
  for (const { name, parameters } of limits) {
    const policy = policies.find((one) => one.name === name);
    const { r } = parameters;
    if (policy === undefined)
      fail(`a policy that is called ${name}`, policies.map((one) => one.name).join(', '), exchange);
    if (r === undefined || !Number.isInteger(r) || r < 0 || r > (policy.parameters.q ?? 0))
      fail(`0 to ${policy.parameters.q} requests that remain`, shortJson(r), exchange);
  }
};
