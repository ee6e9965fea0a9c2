import { expectJob } from '../../steps/expect-job.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { expectAtOnce, expectHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Sends other preferences, alone and beside a wait. */
export const othersAreIgnored: Check = async (context) => {
  const { id } = await queuedJob(context);
  const alone = await context.call('getJob', { jobId: id, headers: { Prefer: 'respond-async, return=minimal' } });
  expectJob(alone, id, 'since other preferences are ignored');
  expectAtOnce(alone);
  const beside = await context.call('getJob', {
    jobId: id,
    headers: { Prefer: 'return=minimal, wait=1, handling=lenient' },
  });
  expectJob(beside, id, 'since other preferences are ignored');
  expectHeld(beside, 1);
};
