import { setTimeout as pause } from 'node:timers/promises';
import { headerOf } from '../../runner/exchange.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { readJob } from '../../steps/read-job.ts';
import { beginMs, expectAwake } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits with the tag of a queued job that is cancelled meanwhile. */
export const getWakesAtNewVersion: Check = async (context) => {
  const { id } = await queuedJob(context);
  const { exchange: before } = await readJob(context, id);
  const headers = { Prefer: 'wait=50', 'If-None-Match': headerOf(before, 'ETag') ?? '' };
  const waiting = context.call('getJob', { jobId: id, headers });
  await pause(beginMs);
  await cancelAccepted(context, id);
  const { exchange: seen } = await readJob(context, id);
  const exchange = await waiting;
  expectJob(exchange, id, 'the job, since its version differs');
  expectAwake(exchange, seen);
};
