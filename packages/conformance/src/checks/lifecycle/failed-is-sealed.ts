import { failedJob } from '../../steps/ended-job.ts';
import { expectSealed } from '../../steps/expect-sealed.ts';
import type { Check } from '../check.ts';

/** Watches a failed job. */
export const failedIsSealed: Check = async (context) => expectSealed(context, await failedJob(context));
