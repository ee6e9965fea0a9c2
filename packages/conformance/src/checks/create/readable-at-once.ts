import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Creates jobs and reads each as soon as the answer is there. */
export const readableAtOnce: Check = async (context) => {
  for (let count = 0; count < 5; count += 1) {
    const { id } = await context.startJob('quick');
    await readJob(context, id);
  }
};
