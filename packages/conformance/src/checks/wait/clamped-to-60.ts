import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { appliedSeconds, expectEndedOrHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Waits an hour for a quick job, and for more seconds than a number holds. */
export const clampedTo60: Check = async (context) => {
  for (const seconds of ['3600', '61', '99999999999999999999']) {
    const { job, exchange } = await createdWith(context, {
      body: context.bodyOf('quick'),
      headers: { Prefer: `wait=${seconds}` },
    });
    expectEqual(`the seconds that are applied for \`wait=${seconds}\``, appliedSeconds(exchange), 60, exchange);
    expectEndedOrHeld(exchange, job.terminal);
  }
};
