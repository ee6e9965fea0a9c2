import { expectJob } from '../../steps/expect-job.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import type { Check } from '../check.ts';

/** Accepts only what nobody offers. */
export const acceptIgnored: Check = async (context) => {
  const headers = { Accept: 'image/png' };
  const { id } = await context.startJob('quick');
  expectJob(await context.call('getJob', { jobId: id, headers }), id, 'since `Accept` is ignored');
  expectStatus(await context.call('getCapabilities', { headers }), 200, 'since `Accept` is ignored');
  expectStatus(
    await context.call('createJob', { headers, body: context.bodyOf('quick') }),
    201,
    'since `Accept` is ignored',
  );
};
