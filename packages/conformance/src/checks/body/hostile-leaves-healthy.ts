import { cancelledJob, completedJob } from '../../steps/ended-job.ts';
import { hostileRequests } from '../../steps/hostile-requests.ts';
import type { Check } from '../check.ts';

/** Sends the same list all at once, and runs a job afterwards. */
export const hostileLeavesHealthy: Check = async (context) => {
  await Promise.all(hostileRequests(context).map(([, send]) => send()));
  await completedJob(context);
  await cancelledJob(context);
};
