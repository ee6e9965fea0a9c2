import { headerOf } from '../../runner/exchange.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { pollJob } from '../../steps/poll-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { skip } from '../../steps/skip.ts';
import { startedJob } from '../../steps/started-job.ts';
import { expectAwake } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** How long the version of a running job may stay the same. */
const changeMs = 30_000;

/** Waits with the tag of a running job, whose progress raises its version. */
export const getWakesAtNewVersion: Check = async (context) => {
  const { id } = await startedJob(context);
  const { job: before, exchange: read } = await readJob(context, id);
  const headers = { Prefer: 'wait=50', 'If-None-Match': headerOf(read, 'ETag') ?? '' };
  const waiting = context.call('getJob', { jobId: id, headers });
  const seen = await pollJob(context, id, changeMs, ({ job }) => job.version !== before.version);
  if (!seen.inTime) skip('the slow job shows no progress within 30 s');
  const exchange = await waiting;
  expectJob(exchange, id, 'the job, since its version differs');
  expectAwake(exchange, seen.exchange);
};
