import { atOnce } from '../../steps/at-once.ts';
import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { fail } from '../../steps/fail.ts';
import { startedJob } from '../../steps/started-job.ts';
import type { Check } from '../check.ts';

/** Cancels a running job twenty times at once, each time for another reason. */
export const twentyAtOnceAreOne: Check = async (context) => {
  const { id } = await startedJob(context);
  const exchanges = await atOnce(20, (index) =>
    context.call('cancelJob', { jobId: id, body: { reason: `Reason ${index}` } }),
  );
  const cancellations = exchanges.map((exchange) => expectCancelAccepted(exchange, id).cancellation);
  for (const name of ['requested_at', 'reason'] as const) {
    const values = new Set(cancellations.map((cancellation) => cancellation?.[name]));
    if (values.size !== 1) {
      fail(`one \`${name}\` for 20 cancels`, `${values.size}: ${[...values].join(', ')}`, exchanges.at(-1) ?? null);
    }
  }
  await expectEndsCancelled(context, id);
};
