import { completedJob } from '../../steps/ended-job.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { harmlessParts, servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Adds a parameter that no operation has. */
export const undeclaredQueryAnswers400: Check = async (context) => {
  const { job } = await completedJob(context);
  for (const operationId of servedOperations(context)) {
    const parts = { ...harmlessParts(context, operationId), jobId: job.id, query: { colour: 'red' } };
    expectProblem(
      await context.call(operationId, parts),
      'validation_error',
      'since no operation has the parameter `colour`',
    );
  }
};
