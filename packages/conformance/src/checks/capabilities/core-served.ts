import type { Capabilities } from '@jobwire/contract';
import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Looks for `core` among the classes. */
export const coreServed: Check = async ({ call }) => {
  const exchange = await call('getCapabilities');
  const { conformance_classes: served } = (exchange.body ?? {}) as Partial<Capabilities>;
  if (!Array.isArray(served) || !served.includes('core')) {
    fail('`core` among the conformance classes', shortJson(served), exchange);
  }
};
