import { expectEqual } from '../../steps/expect-equal.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Sends jobs that break a rule, and looks for them. */
export const refusedCreatesNothing: Check = async (context) => {
  const mark = context.newMark();
  const body = context.bodyOf('quick', { metadata: { kit: mark } });
  for (const wrong of [{ priority: 10 }, { colour: 'red' }, { max_attempts: 0 }, { name: 7 }]) {
    expectProblem(
      await context.call('createJob', { body: { ...body, ...wrong } }),
      'validation_error',
      'since it breaks a rule',
    );
  }
  const data = await readWhole(context.call, 'listJobs', { query: { 'metadata[kit]': mark } });
  const exchange = context.lastExchange();
  expectEqual('no job, since every create was refused', data, [], exchange);
};
