import { expectStatus } from '../../steps/expect-status.ts';
import { exceedLimit } from '../../steps/rate-limits.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Exceeds the limit of the foreign organization, and asks with the primary key. */
export const perOrganization: Check = async (context) => {
  needForeign(context);
  await exceedLimit(context);
  const exchange = await context.call('getCapabilities', { unbounded: true });
  expectStatus(exchange, 200, 'since only the other organization has passed its limit');
};
