import { transitions } from '@jobwire/contract';
import { terminalJobs } from '../../steps/ended-job.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { readWhole } from '../../steps/read-page.ts';
import type { Check } from '../check.ts';

/** Goes through the events of jobs that ended in each way that can be brought about. */
export const followTheTransitions: Check = async (context) => {
  for (const [, make] of terminalJobs(context)) {
    const { job } = await make();
    const events = await readWhole(context.call, 'listJobEvents', { jobId: job.id });
    const exchange = context.lastExchange();
    for (const [index, { from, to, type }] of events.entries()) {
      expectEqual(
        'an event begins where the one before ended',
        from,
        index === 0 ? null : events[index - 1]?.to,
        exchange,
      );
      const legal = transitions.some((one) => one.from === from && one.to === to && one.event === type);
      if (!legal) fail('a transition of the contract with its event type', `${type} from ${from} to ${to}`, exchange);
    }
  }
};
