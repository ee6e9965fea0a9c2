import { expectProblem } from '../../steps/expect-problem.ts';
import { bodyAboveLimit } from '../../steps/large-bodies.ts';
import type { Check } from '../check.ts';

/** Sends a body that is too large and not JSON. */
export const order413Before400: Check = async (context) => {
  const exchange = await context.call('createJob', { rawBody: bodyAboveLimit(context).replace('{', '[') });
  expectProblem(exchange, 'payload_too_large', 'since 413 goes before 400');
};
