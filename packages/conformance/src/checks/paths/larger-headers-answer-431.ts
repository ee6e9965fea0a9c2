import { expectProblem } from '../../steps/expect-problem.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Larger than servers take by themselves, and small enough to be sent before such a refusal closes the connection. */
const paddingBytes = 65_536;

/** Sends a header that is very large. */
export const largerHeadersAnswer431: Check = async ({ call }) => {
  const exchange = await call('getCapabilities', { headers: { 'X-Padding': 'a'.repeat(paddingBytes) } });
  if (exchange.status === 200) {
    skip(`the server takes headers of ${paddingBytes} bytes`);
  }
  expectProblem(exchange, 'headers_too_large', `since the headers have more than ${paddingBytes} bytes`);
};
