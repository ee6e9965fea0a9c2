import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Cancels with a reason, with an empty one, and with none. */
export const reasonIsKept: Check = async (context) => {
  for (const reason of ['Ordered twice \u{1F9EA}', '', null]) {
    const { id } = await context.startJob('slow');
    const exchange = await context.call('cancelJob', { jobId: id, ...(reason === null ? {} : { body: { reason } }) });
    expectEqual('the reason that was given', expectCancelAccepted(exchange, id).cancellation?.reason, reason, exchange);
  }
};
