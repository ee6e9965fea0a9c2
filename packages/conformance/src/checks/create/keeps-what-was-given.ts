import { expectEqual } from '../../steps/expect-equal.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Gives everything that a job can be given, and reads it back. */
export const keepsWhatWasGiven: Check = async (context) => {
  const given = {
    name: 'Of the conformance kit',
    metadata: { kit: context.newMark(), empty: '' },
    priority: 9,
    max_attempts: 7,
  };
  const { id } = await context.startJob('quick', given);
  const { job, exchange } = await readJob(context, id);
  const { type, name, metadata, priority, max_attempts } = job;
  expectEqual(
    'what was given',
    { type, name, metadata, priority, max_attempts },
    { type: context.jobs.quick.type, ...given },
    exchange,
  );
};
