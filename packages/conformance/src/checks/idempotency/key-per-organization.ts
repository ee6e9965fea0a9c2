import { headerOf } from '../../runner/exchange.ts';
import { createdWith, expectCreated } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { keyed } from '../../steps/keyed.ts';
import { needForeign } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Uses one key and body with both organizations. */
export const keyPerOrganization: Check = async (context) => {
  const callForeign = needForeign(context);
  const parts = keyed(context);
  const { job } = await createdWith(context, parts);
  const exchange = await callForeign('createJob', parts);
  const foreign = expectCreated(exchange, 'since the key is new to this organization');
  expectEqual('no Idempotent-Replayed', headerOf(exchange, 'Idempotent-Replayed'), undefined, exchange);
  if (foreign.id === job.id) fail('a job of its own', 'the job of another organization', exchange);
};
