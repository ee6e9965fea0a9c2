import { terminalJobs } from '../../steps/ended-job.ts';
import { shortJson } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Looks at the results of completed and failed jobs. */
export const errorExactlyInFailed: Check = async (context) => {
  for (const [, make] of terminalJobs(context)) {
    const { job } = await make();
    for (const result of await readWhole(context.call, 'listJobResults', { jobId: job.id })) {
      const failed = result.status === 'failed';
      if ((result.error !== null) !== failed || (failed && result.output !== null)) {
        fail(
          `a result that is ${result.status} ${failed ? 'with `error` and without `output`' : 'without `error`'}`,
          shortJson(result),
          context.lastExchange(),
        );
      }
    }
  }
};
