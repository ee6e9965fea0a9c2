import { headerOf } from '../../runner/exchange.ts';
import { fail } from '../../steps/fail.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Reads a new job. */
export const answers200: Check = async (context) => {
  const { id } = await context.startJob('quick');
  const { exchange } = await readJob(context, id);
  if (headerOf(exchange, 'ETag') === undefined) fail('header ETag', 'it is missing', exchange);
};
