import { setTimeout as pause } from 'node:timers/promises';
import { expectCreated } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { keyed } from '../../steps/keyed.ts';
import { needClass } from '../../steps/skip.ts';
import { beginMs, expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Repeats a create while the first caller waits. */
export const freeWhileFirstWaits: Check = async (context) => {
  needClass(context, 'idempotency');
  const { body, headers } = keyed(context, {}, 'slow');
  const waiting = context.call('createJob', { body, headers: { ...headers, Prefer: 'wait=4' } });
  await pause(beginMs * 2);
  const second = await context.call('createJob', { body, headers });
  const job = expectCreated(second, 'since the job of this key is committed');
  const first = expectCreated(await waiting);
  expectEqual('one job for one key', job.id, first.id, second);
  expectAtOnce(second);
};
