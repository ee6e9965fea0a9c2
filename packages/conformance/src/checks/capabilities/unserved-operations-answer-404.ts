import { type OperationId, operations } from '@jobwire/contract';
import { expectProblem } from '../../steps/expect-problem.ts';
import { harmlessParts } from '../../steps/served-operations.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Calls the operations of the classes that the server does not list. */
export const unservedOperationsAnswer404: Check = async (context) => {
  const unserved = (Object.keys(operations) as OperationId[]).filter(
    (id) => !context.serves(operations[id].conformanceClass),
  );
  if (unserved.length === 0) skip('the server serves every operation');
  for (const operationId of unserved) {
    const exchange = await context.call(operationId, harmlessParts(context, operationId));
    // A path of another operation may be declared still, with other methods.
    if (exchange.status === 405 && operationId === 'deleteJob') continue;
    expectProblem(
      exchange,
      'route_not_found',
      `since the server does not serve class ${operations[operationId].conformanceClass}`,
    );
  }
};
