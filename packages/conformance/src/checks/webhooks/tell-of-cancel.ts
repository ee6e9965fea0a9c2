import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { fail } from '../../steps/fail.ts';
import { hookedJob, typesUntil } from '../../steps/hooked-job.ts';
import { pollJob } from '../../steps/poll-job.ts';
import type { Check } from '../check.ts';

/** Cancels a running job, and a queued one where there are such. */
export const tellOfCancel: Check = async (context) => {
  const { mailbox, job } = await hookedJob(context, 'slow');
  await pollJob(context, job.id, 60_000, (reading) => reading.job.status === 'running');
  const { status } = await cancelAccepted(context, job.id);
  const wanted = status === 'cancelling' ? ['job.cancelling', 'job.cancelled'] : ['job.cancelled'];
  const types = await typesUntil(mailbox, ...wanted);
  for (const type of wanted) if (!types.includes(type)) fail(`a webhook ${type}`, types.join(', ') || 'none', null);
};
