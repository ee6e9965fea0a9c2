import { operations } from '@jobwire/contract';
import { expectProblem } from '../../steps/expect-problem.ts';
import { bodyAboveLimit, bodyLimit } from '../../steps/large-bodies.ts';
import { servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Sends more than the limit to each operation that takes a body. */
export const tooLargeAnswers413: Check = async (context) => {
  const { id } = await context.startJob('slow');
  const rawBody = bodyAboveLimit(context);
  for (const operationId of servedOperations(context).filter((one) => operations[one].body !== 'none')) {
    const exchange = await context.call(operationId, { jobId: id, rawBody });
    expectProblem(exchange, 'payload_too_large', `since the body is above ${bodyLimit(context)} bytes`);
  }
};
