import { setTimeout as pause } from 'node:timers/promises';
import { headerOf } from '../../runner/exchange.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { exceedLimit } from '../../steps/rate-limits.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Waits as long as a refusal says, and asks again. */
export const retryAfterHolds: Check = async (context) => {
  const exchange = await exceedLimit(context);
  const seconds = Number(headerOf(exchange, 'Retry-After') ?? Number.NaN);
  if (!(seconds <= longestRetrySeconds))
    skip(`Retry-After is ${seconds} s, above the ${longestRetrySeconds} s that the kit waits`);
  await pause(seconds * 1_000 + 100);
  const again = await (context.callForeign ?? context.call)('getCapabilities', { unbounded: true });
  expectStatus(again, 200, `since ${seconds} s have passed`);
};

const longestRetrySeconds = 90;
