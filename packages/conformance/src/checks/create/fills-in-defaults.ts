import { createdWith } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import type { Check } from '../check.ts';

/** Gives nothing but a type and an input. */
export const fillsInDefaults: Check = async (context) => {
  const { type, input } = context.bodyOf('quick');
  const { job, exchange } = await createdWith(context, { body: { type, input } });
  const { name, metadata, priority, max_attempts, scheduled_for, deadline_at } = job;
  expectEqual(
    'what was left out',
    { name, metadata, priority, max_attempts, scheduled_for, deadline_at },
    { name: null, metadata: {}, priority: 5, max_attempts: 3, scheduled_for: null, deadline_at: null },
    exchange,
  );
};
