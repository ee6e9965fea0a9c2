import { headerOf } from '../../runner/exchange.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Sends waits that are none, for an open job. */
export const malformedIsIgnored: Check = async (context) => {
  const { id } = await queuedJob(context);
  for (const prefer of ['wait', 'wait=', 'wait=soon', 'wait=-1', 'wait=1.5', 'wait=1s', '=5']) {
    const exchange = await context.call('getJob', { jobId: id, headers: { Prefer: prefer } });
    expectJob(exchange, id, `since \`${prefer}\` is ignored`);
    expectEqual(`Preference-Applied for \`${prefer}\``, headerOf(exchange, 'Preference-Applied'), undefined, exchange);
    expectAtOnce(exchange);
  }
};
