import { expectProblem } from '../../steps/expect-problem.ts';
import { defaultBodyDepth, nestedBody } from '../../steps/large-bodies.ts';
import type { Check } from '../check.ts';

/** Nests a body one level deeper than is allowed, and very much deeper. */
export const tooDeepAnswers400: Check = async (context) => {
  const deepest = context.capabilities.limits?.body_depth ?? defaultBodyDepth;
  for (const depth of [deepest + 1, 5_000]) {
    const exchange = await context.call('createJob', { rawBody: nestedBody(context, depth) });
    expectProblem(exchange, 'validation_error', `since the body has more than ${deepest} levels`);
  }
};
