import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { appliedSeconds, expectEndedOrHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Creates a quick job and waits for its end. */
export const createHolds: Check = async (context) => {
  const { job, exchange } = await createdWith(context, {
    body: context.bodyOf('quick'),
    headers: { Prefer: 'wait=60' },
  });
  expectEndedOrHeld(exchange, job.terminal);
  expectEqual('Preference-Applied', appliedSeconds(exchange), 60, exchange);
};
