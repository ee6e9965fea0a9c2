import { headerOf } from '../../runner/exchange.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Follows `Location`. */
export const locationNamesJob: Check = async (context) => {
  const { job, exchange } = await createdWith(context, { body: context.bodyOf('quick') });
  const location = headerOf(exchange, 'Location');
  if (location === undefined) fail('header Location', 'it is missing', exchange);
  const path = new URL(location, 'http://server.invalid').pathname;
  expectJob(
    await context.callPath('GET', path, { as: 'getJob', jobId: job.id }),
    job.id,
    `since \`Location\` is ${location}`,
  );
};
