import { expectProblem } from '../../steps/expect-problem.ts';
import { servedJobOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Asks for ids that no job can have. */
export const malformedIdAnswers400: Check = async (context) => {
  for (const jobId of ['no id', 'a'.repeat(65), 'job.1', 'jöb', '..%2f..', "1'or'1", 'a\u0000b']) {
    for (const operationId of servedJobOperations(context)) {
      expectProblem(await context.call(operationId, { jobId }), 'validation_error', 'since the job id is malformed');
    }
  }
};
