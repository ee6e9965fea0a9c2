import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Writes declared paths in other case. */
export const caseMatters: Check = async (context) => {
  const { id } = await context.startJob('quick');
  for (const path of ['/v1/Capabilities', '/V1/capabilities', `/v1/JOBS/${id}`]) {
    expectProblem(await context.callPath('GET', path), 'route_not_found', 'since paths are case-sensitive');
  }
};
