import { expectEqual } from '../../steps/expect-equal.ts';
import { expectJob } from '../../steps/expect-job.ts';
import type { Check } from '../check.ts';

/** Reads a job with its input. */
export const inputWhenAsked: Check = async (context) => {
  const { id } = await context.startJob('quick');
  const exchange = await context.call('getJob', { jobId: id, query: { include: 'input' } });
  expectEqual(
    '`input` as it was given',
    expectJob(exchange, id, 'with its input').input,
    context.jobs.quick.input,
    exchange,
  );
};
