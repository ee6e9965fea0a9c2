import { cancelledJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Looks at the error of a cancelled job. */
export const errorStaysNull: Check = async (context) => {
  const { job, exchange } = await cancelledJob(context);
  expectEqual('`error` of a cancelled job', job.error, null, exchange);
};
