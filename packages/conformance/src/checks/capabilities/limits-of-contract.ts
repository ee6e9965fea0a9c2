import { contractLimits } from '@jobwire/contract';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Compares the limits that no operator chooses. */
export const limitsOfContract: Check = async ({ call }) => {
  const exchange = await call('getCapabilities');
  const { limits } = (exchange.body ?? {}) as { limits?: Record<string, unknown> };
  for (const [name, value] of Object.entries({
    ...contractLimits,
    wait_seconds: 60,
    idempotency_ttl_seconds: 86_400,
    scheduled_ahead_seconds: 31_536_000,
  })) {
    expectEqual(`limits.${name}`, limits?.[name], value, exchange);
  }
};
