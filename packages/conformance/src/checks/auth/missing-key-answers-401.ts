import { headerOf } from '../../runner/exchange.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { fail } from '../../steps/fail.ts';
import { harmlessParts, servedOperations } from '../../steps/served-operations.ts';
import type { Check } from '../check.ts';

/** Calls every operation without a key. */
export const missingKeyAnswers401: Check = async (context) => {
  for (const operationId of servedOperations(context)) {
    const exchange = await context.callWithoutKey(operationId, harmlessParts(context, operationId));
    expectProblem(exchange, 'unauthorized', 'since there is no key');
    if (headerOf(exchange, 'WWW-Authenticate') === undefined)
      fail('header WWW-Authenticate', 'it is missing', exchange);
  }
};
