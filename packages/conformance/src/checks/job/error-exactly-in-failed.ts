import { expectOfEverySight } from '../../history/expect-of-all.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Looks for errors. */
export const errorExactlyInFailed: Check = async (context) =>
  expectOfEverySight(context, ({ job }) => {
    const failed = job.status === 'failed';
    return (job.error !== null) === failed
      ? null
      : {
          expected: `\`error\` of a job that is ${job.status} is ${failed ? 'set' : 'null'}`,
          actual: shortJson(job.error),
        };
  });
