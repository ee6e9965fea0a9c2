import { expectStatus } from '../../steps/expect-status.ts';
import { presentTag } from '../../steps/present-tag.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { expectHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits two seconds with the tag of a job that does not change. */
export const getAnswers304InTheEnd: Check = async (context) => {
  const { id } = await queuedJob(context);
  const { exchange: before } = await readJob(context, id);
  const headers = { Prefer: 'wait=2', 'If-None-Match': presentTag(before) };
  const exchange = await context.call('getJob', { jobId: id, headers });
  expectStatus(exchange, 304, 'since the version is the same when the time is over');
  expectHeld(exchange, 2);
};
