import { setTimeout as pause } from 'node:timers/promises';
import type { Exchange } from '../../runner/exchange.ts';
import { headerOf, tookMs } from '../../runner/exchange.ts';
import { atOnce } from '../../steps/at-once.ts';
import { cancelAccepted } from '../../steps/cancel-accepted.ts';
import { expectJob } from '../../steps/expect-job.ts';
import { fail } from '../../steps/fail.ts';
import { queuedJob } from '../../steps/queued-job.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

const mostWaiters = 2_000;
const moreThanTheCap = 5;
const longestMs = 20_000;

/** Opens more waits for a job than the server allows, until one is refused, and ends the others by cancelling the job. */
export const overTheCapAnswersAtOnce: Check = async (context) => {
  const cap = context.capabilities.limits?.waiters_per_organization ?? null;
  if (cap === null) skip('the server has no cap of waiters');
  if (cap > mostWaiters) skip(`the cap of ${cap} waiters is above the ${mostWaiters} that the kit opens`);
  const { id } = await queuedJob(context);
  let answered = 0;
  const waits = atOnce(cap + moreThanTheCap, async () => {
    const exchange = await context.call('getJob', { jobId: id, headers: { Prefer: 'wait=60' }, unbounded: true });
    answered += 1;
    return exchange;
  });
  const end = performance.now() + longestMs;
  while (answered < moreThanTheCap && performance.now() < end) await pause(50);
  const cancelledAtMs = performance.now();
  await cancelAccepted(context, id);

  const exchanges = await waits;
  const early = exchanges.filter(({ endedAtMs }) => endedAtMs <= cancelledAtMs);
  if (early.length < moreThanTheCap) {
    fail(
      `${moreThanTheCap} answers at once to ${exchanges.length} waits, of which ${cap} may wait`,
      `${early.length}`,
      null,
    );
  }
  for (const exchange of early) {
    expectJob(exchange, id, 'the open job');
    expectNotHeld(exchange);
  }
  const held = exchanges.filter((exchange) => headerOf(exchange, 'Preference-Applied') !== undefined);
  if (held.length < cap) fail(`${cap} answers that were held`, `${held.length}`, exchanges.at(-1) ?? null);
};

function expectNotHeld(exchange: Exchange): void {
  if (headerOf(exchange, 'Preference-Applied') !== undefined) {
    fail('no Preference-Applied over the cap', `one, after ${Math.round(tookMs(exchange))} ms`, exchange);
  }
  if (headerOf(exchange, 'Retry-After') === undefined) fail('header Retry-After', 'it is missing', exchange);
}
