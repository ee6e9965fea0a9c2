import { completedJob } from '../../steps/ended-job.ts';
import { expectLimitRange } from '../../steps/expect-limit-range.ts';
import type { Check } from '../check.ts';

/** Asks for the ends of the range, and for what lies beyond. */
export const limitRange: Check = async (context) =>
  expectLimitRange(context, 'listJobResults', (await completedJob(context)).job.id);
