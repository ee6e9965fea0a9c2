import { headerOf } from '../../runner/exchange.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Sends request headers of the classes that the server does not list. */
export const unservedHeadersIgnored: Check = async (context) => {
  const { call, bodyOf, serves } = context;
  if (serves('wait') && serves('idempotency')) skip('the server serves every request header');
  if (!serves('idempotency')) {
    const parts = { body: bodyOf('quick'), headers: { 'Idempotency-Key': context.newMark() } };
    const first = await createdWith(context, parts);
    const second = await createdWith(context, parts);
    if (first.job.id === second.job.id)
      fail('two jobs, since `Idempotency-Key` is ignored', 'one job', second.exchange);
  }
  if (!serves('wait')) {
    const { id } = await context.startJob('slow');
    const exchange = await call('getJob', { jobId: id, headers: { Prefer: 'wait=5' } });
    expectEqual(
      'Preference-Applied, since `Prefer` is ignored',
      headerOf(exchange, 'Preference-Applied'),
      undefined,
      exchange,
    );
  }
};
