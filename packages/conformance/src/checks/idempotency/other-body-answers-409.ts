import { createdWith } from '../../steps/expect-created.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Uses a key for another job. */
export const otherBodyAnswers409: Check = async (context) => {
  const { body, headers } = keyed(context);
  await createdWith(context, { body, headers });
  const exchange = await context.call('createJob', { body: { ...body, name: 'another job' }, headers });
  expectProblem(exchange, 'idempotency_key_reused', 'since the key was used for another body');
};
