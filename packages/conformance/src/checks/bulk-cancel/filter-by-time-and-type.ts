import { expectEqual } from '../../steps/expect-equal.ts';
import { expectBulk } from '../../steps/expect-outcomes.ts';
import { fail } from '../../steps/fail.ts';
import type { Check } from '../check.ts';

/** Cancels by filters that match a job in all members but one, and then in all. */
export const filterByTimeAndType: Check = async (context) => {
  const metadata = { kit: context.newMark() };
  const { created_at: given } = await context.startJob('slow', { metadata });
  const createdAt = given ?? fail('`created_at` of the new job', 'none', context.lastExchange());
  const near = (milliseconds: number) => new Date(Date.parse(createdAt) + milliseconds).toISOString();
  const type = context.jobs.slow.type;
  const matching = { type, created_after: near(-1_000), created_before: near(1_000) };
  const wrong = [
    { type: 'kit.unknown-type' },
    { created_after: near(1_000) },
    { created_before: createdAt },
    { created_after: createdAt },
  ];
  for (const one of wrong) {
    const exchange = await context.call('cancelJobs', { body: { filter: { metadata, ...matching, ...one } } });
    const { cancelled, cancelling } = expectBulk(exchange).counts ?? {};
    expectEqual(`no job, since ${JSON.stringify(one)} does not match`, [cancelled, cancelling], [0, 0], exchange);
  }
  const exchange = await context.call('cancelJobs', { body: { filter: { metadata, ...matching } } });
  const { cancelled = 0, cancelling = 0 } = expectBulk(exchange).counts ?? {};
  expectEqual('the job that the filter matches', cancelled + cancelling, 1, exchange);
};
