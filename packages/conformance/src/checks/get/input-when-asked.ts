import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectJob } from '../../steps/expect-job.ts';
import type { Check } from '../check.ts';

/** Reads a job with its input, of the version that was read without. */
export const inputWhenAsked: Check = async (context) => {
  const { job } = await completedJob(context);
  const exchange = await context.call('getJob', { jobId: job.id, query: { include: 'input' } });
  const { input } = expectJob(exchange, job.id, 'with its input');
  expectEqual('`input` as it was given', input, context.jobs.quick.input, exchange);
};
