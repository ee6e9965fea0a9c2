import { expectCreated } from '../../steps/expect-created.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { textOfCodePoints } from '../../steps/text-of-code-points.ts';
import type { Check } from '../check.ts';

/** Sends the longest name, in characters beyond the first plane, and one that is longer. */
export const nameLength: Check = async ({ call, bodyOf }) => {
  const longest = await call('createJob', { body: bodyOf('quick', { name: textOfCodePoints(200) }) });
  expectCreated(longest, 'since 200 characters are allowed');
  const longer = await call('createJob', { body: bodyOf('quick', { name: 'n'.repeat(201) }) });
  expectProblem(longer, 'validation_error', 'since a name has at most 200 characters');
};
