import { completedJob } from '../../steps/ended-job.ts';
import { expectPage, readLastPage } from '../../steps/read-page.ts';
import { needClass } from '../../steps/skip.ts';
import { expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits behind the last event of an ended job. */
export const eventsOfTerminalNotHeld: Check = async (context) => {
  needClass(context, 'events');
  const { job } = await completedJob(context);
  const { next_cursor: cursor } = await readLastPage(context.call, 'listJobEvents', { jobId: job.id });
  const exchange = await context.call('listJobEvents', {
    jobId: job.id,
    query: { cursor: cursor ?? '' },
    headers: { Prefer: 'wait=20' },
  });
  expectPage(exchange);
  expectAtOnce(exchange);
};
