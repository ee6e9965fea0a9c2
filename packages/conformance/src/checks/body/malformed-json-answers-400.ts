import { operations } from '@jobwire/contract';
import { expectProblem } from '../../steps/expect-problem.ts';
import { servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Sends what is not JSON to each operation that takes a body. */
export const malformedJsonAnswers400: Check = async (context) => {
  const { id } = await context.startJob('slow');
  for (const operationId of servedOperations(context).filter((one) => operations[one].body !== 'none')) {
    for (const rawBody of ['{', '{"a": 1,}', "{'a': 1}", '{"a": 01}', 'nonsense', '{} {}']) {
      expectProblem(
        await context.call(operationId, { jobId: id, rawBody }),
        'malformed_json',
        'since the body is not JSON',
      );
    }
  }
};
