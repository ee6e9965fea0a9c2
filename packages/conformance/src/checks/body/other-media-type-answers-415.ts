import { operations } from '@jobwire/contract';
import { expectProblem } from '../../steps/expect-problem.ts';
import { harmlessParts, servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Declares JSON as something else. */
export const otherMediaTypeAnswers415: Check = async (context) => {
  const { id } = await context.startJob('slow');
  for (const operationId of servedOperations(context).filter((one) => operations[one].body !== 'none')) {
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      const parts = { ...harmlessParts(context, operationId), jobId: id, headers: { 'Content-Type': type } };
      const body = parts.body ?? { reason: 'because' };
      expectProblem(
        await context.call(operationId, { ...parts, body }),
        'unsupported_media_type',
        `since ${type} is not JSON`,
      );
    }
  }
};
