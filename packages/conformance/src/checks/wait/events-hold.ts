import { expectEqual } from '../../steps/expect-equal.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { expectPage, readLastPage } from '../../steps/read-page.ts';
import { needClass } from '../../steps/skip.ts';
import { expectHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits two seconds behind the last event of a job that does not change. */
export const eventsHold: Check = async (context) => {
  needClass(context, 'events');
  const { id } = await queuedJob(context);
  const { next_cursor: cursor } = await readLastPage(context.call, 'listJobEvents', { jobId: id });
  const exchange = await context.call('listJobEvents', {
    jobId: id,
    query: { cursor: cursor ?? '' },
    headers: { Prefer: 'wait=2' },
  });
  expectEqual('no event when the time is over', expectPage(exchange).data, [], exchange);
  expectHeld(exchange, 2);
};
