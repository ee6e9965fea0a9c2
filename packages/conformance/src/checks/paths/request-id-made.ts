import { headerOf } from '../../runner/exchange.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Sends none, and some that are malformed. */
export const requestIdMade: Check = async ({ call, random }) => {
  const seen = new Set<string>();
  for (const name of [null, null, 'a b', 'a'.repeat(129), 'a/b', '"a"', random.text(8, '{}<>')]) {
    const exchange = await call('getCapabilities', name === null ? {} : { headers: { 'X-Request-Id': name } });
    const made = headerOf(exchange, 'X-Request-Id') ?? '';
    if (made === '' || made === name || seen.has(made)) {
      fail('an X-Request-Id that the server made, a new one each time', made === '' ? 'none' : made, exchange);
    }
    seen.add(made);
  }
};
