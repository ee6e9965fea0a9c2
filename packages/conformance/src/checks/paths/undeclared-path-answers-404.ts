import { expectProblem } from '../../steps/expect-problem.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Asks for what the contract does not have. */
export const undeclaredPathAnswers404: Check = async ({ callPath, random }) => {
  const id = unknownJobId(random);
  for (const path of ['/v1/tasks', '/v1', '/v2/jobs', `/v1/jobs/${id}/output`, `/v1/jobs/${id}/cancel/now`]) {
    expectProblem(await callPath('GET', path), 'route_not_found', 'since nothing is declared there');
    expectProblem(await callPath('POST', path, { body: {} }), 'route_not_found', 'since nothing is declared there');
  }
};
