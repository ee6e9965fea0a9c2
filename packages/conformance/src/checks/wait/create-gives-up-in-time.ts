import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectHeld } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Creates a slow job and waits two seconds. */
export const createGivesUpInTime: Check = async (context) => {
  const { job, exchange } = await createdWith(context, { body: context.bodyOf('slow'), headers: { Prefer: 'wait=2' } });
  expectEqual('the job is open', job.terminal, false, exchange);
  expectHeld(exchange, 2);
};
