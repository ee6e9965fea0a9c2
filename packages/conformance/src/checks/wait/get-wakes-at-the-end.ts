import { setTimeout as pause } from 'node:timers/promises';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectEndsCancelled } from '../../steps/expect-ends-cancelled.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { startedJob } from '../../steps/started-job.ts';
import { beginMs, expectAwake } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits for a job that is cancelled meanwhile. */
export const getWakesAtTheEnd: Check = async (context) => {
  const { id } = await startedJob(context);
  const waiting = context.call('getJob', { jobId: id, headers: { Prefer: 'wait=50' } });
  await pause(beginMs);
  await cancelAccepted(context, id);
  const { exchange: seen } = await expectEndsCancelled(context, id);
  const exchange = await waiting;
  const job = expectJob(exchange, id, 'the job when it is terminal');
  expectEqual('the job has ended', job.terminal, true, exchange);
  expectAwake(exchange, seen);
};
