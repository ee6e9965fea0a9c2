import { headerOf } from '../../runner/exchange.ts';
import { untilTerminal } from '../../steps/ended-job.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectJob } from '../../steps/expect-job.ts';
import type { Check } from '../check.ts';

/** Reads a job with the tag that it had before it ended, and with one that it never had. */
export const otherVersionAnswers200: Check = async (context) => {
  const { job: fresh, exchange: created } = await createdWith(context, { body: context.bodyOf('quick') });
  await untilTerminal(context, fresh.id);
  for (const tag of [headerOf(created, 'ETag') ?? '', '"of-another-thing"']) {
    const exchange = await context.call('getJob', { jobId: fresh.id, headers: { 'If-None-Match': tag } });
    expectJob(exchange, fresh.id, 'since the version differs from the tag');
  }
};
