import { headerOf } from '../../runner/exchange.ts';
import { atOnce } from '../../steps/at-once.ts';
import { expectCreated } from '../../steps/expect-created.ts';
import { expectProblem } from '../../steps/expect-problem.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Creates with one key and body many times at once, and counts the jobs. */
export const oneJobPerKey: Check = async (context) => {
  for (let round = 0; round < 3; round += 1) {
    const parts = { body: context.bodyOf('quick'), headers: { 'Idempotency-Key': context.newMark() } };
    const exchanges = await atOnce(keyedCreates, () => context.call('createJob', parts));
    const created = exchanges.filter(({ status }) => status === 201);
    for (const exchange of exchanges.filter(({ status }) => status !== 201)) {
      expectProblem(exchange, 'idempotency_key_in_use', 'or 201');
      if (headerOf(exchange, 'Retry-After') === undefined) fail('header Retry-After', 'it is missing', exchange);
    }
    const ids = new Set(created.map((exchange) => expectCreated(exchange).id));
    if (ids.size !== 1)
      fail('1 job for 1 key', `${ids.size} jobs for 1 key, of ${keyedCreates} creates`, created.at(-1) ?? null);
    const firsts = created.filter((exchange) => headerOf(exchange, 'Idempotent-Replayed') === undefined);
    if (firsts.length !== 1)
      fail('1 answer that is no replay', `${firsts.length}`, firsts.at(-1) ?? created.at(-1) ?? null);
  }
};

const keyedCreates = 16;
