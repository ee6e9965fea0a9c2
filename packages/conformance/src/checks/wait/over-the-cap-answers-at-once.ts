import { setTimeout as pause } from 'node:timers/promises';
import { headerOf } from '../../runner/exchange.ts';
import { atOnce } from '../../steps/at-once.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { fail } from '../../steps/fail.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { skip } from '../../steps/skip.ts';
import { beginMs, expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Opens one more wait than the server allows to an organization. */
export const overTheCapAnswersAtOnce: Check = async (context) => {
  const cap = context.capabilities.limits?.waiters_per_organization ?? null;
  if (cap === null) skip('the server has no cap of waiters');
  if (cap > mostWaiters) skip(`the cap of ${cap} waiters is above the ${mostWaiters} that the kit opens`);
  const { id } = await queuedJob(context);
  const wait = (seconds: number) =>
    context.call('getJob', { jobId: id, headers: { Prefer: `wait=${seconds}` }, unbounded: true });
  const held = atOnce(cap, () => wait(capWaitSeconds));
  await pause(beginMs * 2);
  const exchange = await wait(capWaitSeconds);
  const later = await held;
  expectJob(exchange, id, 'the open job');
  expectAtOnce(exchange);
  expectEqual('no Preference-Applied over the cap', headerOf(exchange, 'Preference-Applied'), undefined, exchange);
  if (headerOf(exchange, 'Retry-After') === undefined) fail('header Retry-After', 'it is missing', exchange);
  const applied = later.filter((one) => headerOf(one, 'Preference-Applied') !== undefined).length;
  if (applied < cap) fail(`${cap} answers that were held`, `${applied}`, later.at(-1) ?? null);
};

const mostWaiters = 2_000;
const capWaitSeconds = 5;
