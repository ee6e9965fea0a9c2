import { expectRefusals } from '../../steps/expect-refusals.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Uses undeclared methods on the paths of an unknown job. */
export const order405WithoutLookUp: Check = async ({ callPath, random }) => {
  const jobId = unknownJobId(random);
  await expectRefusals('method_not_allowed', [
    ['no job is looked up for an undeclared method', () => callPath('PUT', `/v1/jobs/${jobId}`)],
    ['no job is looked up for an undeclared method', () => callPath('GET', `/v1/jobs/${jobId}/cancel`)],
  ]);
};
