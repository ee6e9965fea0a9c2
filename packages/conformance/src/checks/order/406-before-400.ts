import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Breaks a rule of the query and accepts nothing that is offered. */
export const order406Before400: Check = async (context) => {
  const { id } = await context.startJob('quick');
  const exchange = await context.call('listJobEvents', {
    jobId: id,
    query: { limit: '0' },
    headers: { Accept: 'image/png' },
  });
  expectProblem(exchange, 'not_acceptable', 'since 406 goes before 400');
};
