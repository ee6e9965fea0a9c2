import { expectCancelAccepted } from '../../steps/expect-cancel-accepted.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { textOfCodePoints } from '../../steps/text-of-code-points.ts';
import type { Check } from '../check.ts';

/** Sends the longest reason, in characters beyond the first plane, and one that is longer. */
export const reasonLength: Check = async (context) => {
  const { id } = await context.startJob('slow');
  const longer = await context.call('cancelJob', { jobId: id, body: { reason: 'r'.repeat(501) } });
  expectProblem(longer, 'validation_error', 'since a reason has at most 500 characters');
  const longest = await context.call('cancelJob', { jobId: id, body: { reason: textOfCodePoints(500) } });
  expectCancelAccepted(longest, id);
};
