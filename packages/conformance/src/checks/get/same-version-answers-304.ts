import { headerOf } from '../../runner/exchange.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { presentTag } from '../../steps/present-tag.ts';
import type { Check } from '../check.ts';

/** Reads an ended job again with its tag. */
export const sameVersionAnswers304: Check = async (context) => {
  const { job, exchange: first } = await completedJob(context);
  const tag = presentTag(first);
  const exchange = await context.call('getJob', { jobId: job.id, headers: { 'If-None-Match': tag } });
  expectStatus(exchange, 304, 'since the version is the same');
  expectEqual('ETag as before', headerOf(exchange, 'ETag'), tag, exchange);
};
