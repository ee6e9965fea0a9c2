import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Adds a slash to declared paths. */
export const trailingSlashAnswers404: Check = async (context) => {
  const { id } = await context.startJob('quick');
  for (const path of ['/v1/capabilities/', `/v1/jobs/${id}/`]) {
    expectProblem(await context.callPath('GET', path), 'route_not_found', 'since paths have no trailing slash');
  }
};
