import { headerOf } from '../../runner/exchange.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits for an ended job, in reading and in cancelling. */
export const terminalNotHeld: Check = async (context) => {
  const { job, exchange: read } = await completedJob(context);
  const headers = { Prefer: 'wait=20' };
  const tag = headerOf(read, 'ETag') ?? '';
  expectAtOnce(await context.call('getJob', { jobId: job.id, headers }));
  expectAtOnce(await context.call('getJob', { jobId: job.id, headers: { ...headers, 'If-None-Match': tag } }));
  expectAtOnce(await context.call('cancelJob', { jobId: job.id, headers }));
};
