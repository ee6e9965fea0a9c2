import { createdWith } from '../../steps/expect-created.ts';
import { expectReplay, keyed } from '../../steps/keyed.ts';
import { needClass } from '../../steps/skip.ts';
import { expectAtOnce } from '../../steps/waits.ts';
import type { Check } from '../check.ts';

/** Repeats the create of an open job with a wait. */
export const replayDoesNotWait: Check = async (context) => {
  needClass(context, 'idempotency');
  const { body, headers } = keyed(context, {}, 'slow');
  const { exchange: first } = await createdWith(context, { body, headers });
  const { exchange: second } = await createdWith(context, { body, headers: { ...headers, Prefer: 'wait=20' } });
  expectReplay(second, first);
  expectAtOnce(second);
};
