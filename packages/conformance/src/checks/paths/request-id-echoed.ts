import { headerOf } from '../../runner/exchange.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Sends the shortest name, the longest one, and one with every kind of character. */
export const requestIdEchoed: Check = async ({ call, random }) => {
  for (const name of ['a', 'Az09._-', random.text(128, 'abc-XYZ._09')]) {
    for (const parts of [{}, { jobId: unknownJobId(random) }]) {
      const exchange = await call('jobId' in parts ? 'getJob' : 'getCapabilities', {
        ...parts,
        headers: { 'X-Request-Id': name },
      });
      expectEqual('X-Request-Id as it was sent', headerOf(exchange, 'X-Request-Id'), name, exchange);
    }
  }
};
