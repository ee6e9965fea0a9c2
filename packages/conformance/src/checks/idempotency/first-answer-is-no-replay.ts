import { headerOf } from '../../runner/exchange.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Creates with a new key. */
export const firstAnswerIsNoReplay: Check = async (context) => {
  const { exchange } = await createdWith(context, keyed(context));
  expectEqual('no Idempotent-Replayed', headerOf(exchange, 'Idempotent-Replayed'), undefined, exchange);
};
