import { headerOf } from '../../runner/exchange.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Repeats a create under another name. */
export const replayHasItsOwnRequestId: Check = async (context) => {
  const { body, headers } = keyed(context);
  await createdWith(context, { body, headers: { ...headers, 'X-Request-Id': 'the-first-request' } });
  const { exchange } = await createdWith(context, {
    body,
    headers: { ...headers, 'X-Request-Id': 'the-second-request' },
  });
  expectEqual('X-Request-Id of the new request', headerOf(exchange, 'X-Request-Id'), 'the-second-request', exchange);
};
