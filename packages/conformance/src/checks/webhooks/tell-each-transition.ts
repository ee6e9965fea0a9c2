import { fail } from '../../steps/fail.ts';
import { hookedJob, typesUntil } from '../../steps/hooked-job.ts';
import type { Check } from '../check.ts';

/** Follows a quick job through its webhooks. */
export const tellEachTransition: Check = async (context) => {
  const { mailbox } = await hookedJob(context, 'quick');
  const wanted = ['job.started', 'job.completed'];
  const types = await typesUntil(mailbox, ...wanted);
  for (const type of wanted) {
    if (!types.includes(type)) fail(`a webhook ${type}`, types.join(', ') || 'none', null);
  }
};
