import { headerOf } from '../../runner/exchange.ts';
import { completedJob } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { fail } from '../../steps/fail.ts';
import { presentTag } from '../../steps/present-tag.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { readJob } from '../../steps/read-job.ts';
import type { Check } from '../check.ts';

/** Compares 304 of a job that waits, or else runs, with that of an ended one. */
export const get304RetryAfterExactlyWhileOpen: Check = async (context) => {
  const { job: ended, exchange: first } = await completedJob(context);
  const own = await context.call('getJob', {
    jobId: ended.id,
    headers: { 'If-None-Match': presentTag(first) },
  });
  expectStatus(own, 304, 'since the version is the same');
  expectEqual('no Retry-After, since the job is terminal', headerOf(own, 'Retry-After'), undefined, own);
  const { id } = await queuedJob(context);
  const { exchange: open } = await readJob(context, id);
  const exchange = await context.call('getJob', {
    jobId: id,
    headers: { 'If-None-Match': presentTag(open) },
  });
  expectStatus(exchange, 304, 'since the version is the same');
  if (headerOf(exchange, 'Retry-After') === undefined)
    fail('Retry-After, since the job is open', 'it is missing', exchange);
};
