import { expectProblem } from '../../steps/expect-problem.ts';
import { bodyAboveLimit } from '../../steps/large-bodies.ts';
import type { Check } from '../check.ts';

/** Sends a body that is too large and not declared as JSON. */
export const order415Before413: Check = async (context) => {
  const parts = { rawBody: bodyAboveLimit(context), headers: { 'Content-Type': 'text/plain' } };
  expectProblem(await context.call('createJob', parts), 'unsupported_media_type', 'since 415 goes before 413');
};
