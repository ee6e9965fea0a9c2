import { operations } from '@jobwire/contract';
import { expectProblem } from '../../steps/expect-problem.ts';
import { servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Sends JSON that is no object to each operation that takes a body. */
export const notAnObjectAnswers400: Check = async (context) => {
  const { id } = await context.startJob('slow');
  for (const operationId of servedOperations(context).filter((one) => operations[one].body !== 'none')) {
    for (const rawBody of ['null', '[]', '1', '"text"', 'true']) {
      expectProblem(
        await context.call(operationId, { jobId: id, rawBody }),
        'validation_error',
        'since the body is no object',
      );
    }
  }
};
