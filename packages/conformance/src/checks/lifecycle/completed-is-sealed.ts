import { completedJob } from '../../steps/ended-job.ts';
import { expectSealed } from '../../steps/expect-sealed.ts';
import type { Check } from '../check.ts';

/** Watches a completed job. */
export const completedIsSealed: Check = async (context) => expectSealed(context, await completedJob(context));
