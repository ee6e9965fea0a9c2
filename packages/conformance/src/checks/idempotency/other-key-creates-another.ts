import { createdWith } from '../../steps/expect-created.ts';
import { fail } from '../../steps/fail.ts';
import { keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Sends one body under two keys. */
export const otherKeyCreatesAnother: Check = async (context) => {
  const first = await createdWith(context, keyed(context));
  const second = await createdWith(context, keyed(context));
  if (first.job.id === second.job.id) fail('another job', 'the same job', second.exchange);
};
