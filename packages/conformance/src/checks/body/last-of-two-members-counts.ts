import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Sends a name twice. */
export const lastOfTwoMembersCounts: Check = async (context) => {
  const json = JSON.stringify(context.bodyOf('quick'));
  const rawBody = `{"name": "the first", ${json.slice(1, -1)}, "name": "the last"}`;
  const { job, exchange } = await createdWith(context, { rawBody });
  expectEqual('the last of two names', job.name, 'the last', exchange);
};
