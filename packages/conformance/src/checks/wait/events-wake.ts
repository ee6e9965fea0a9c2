import { setTimeout as pause } from 'node:timers/promises';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { fail } from '../../steps/fail.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { expectPage, readLastPage } from '../../steps/read-page.ts';
import { needClass } from '../../steps/skip.ts';
import { beginMs, expectAwake } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits behind the last event of a job that is cancelled meanwhile. */
export const eventsWake: Check = async (context) => {
  needClass(context, 'events');
  const { id } = await queuedJob(context);
  const { next_cursor: cursor } = await readLastPage(context.call, 'listJobEvents', { jobId: id });
  const waiting = context.call('listJobEvents', {
    jobId: id,
    query: { cursor: cursor ?? '' },
    headers: { Prefer: 'wait=50' },
  });
  await pause(beginMs);
  await cancelAccepted(context, id);
  const { exchange: seen } = await readJob(context, id);
  const exchange = await waiting;
  if (expectPage(exchange).data.length === 0) fail('the event of the cancel', 'none', exchange);
  expectAwake(exchange, seen);
};
