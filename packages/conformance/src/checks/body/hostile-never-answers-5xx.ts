import { problemLine } from '../../runner/problem-line.ts';
import { fail } from '../../steps/fail.ts';
import { hostileRequests } from '../../steps/hostile-requests.ts';
import type { Check } from '../check.ts';

/** Sends a list of requests that have broken servers before. */
export const hostileNeverAnswers5xx: Check = async (context) => {
  for (const [what, send] of hostileRequests(context)) {
    const exchange = await send();
    if (exchange.status >= 500) fail(`no 5xx: ${what} is the fault of the caller`, problemLine(exchange), exchange);
  }
};
