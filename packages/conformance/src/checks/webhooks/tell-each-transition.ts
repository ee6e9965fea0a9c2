import { fail } from '../../steps/fail.ts';
import { hookedJob, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Follows a quick job through its webhooks. */
export const tellEachTransition: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick');
  const types = await typesUntil(mailbox, 'job.completed');
  for (const type of ['job.started', 'job.completed']) {
    if (!types.includes(type)) fail(`a webhook ${type}`, types.join(', ') || 'none', null);
  }
};
