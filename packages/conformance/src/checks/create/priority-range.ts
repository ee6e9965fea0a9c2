import { expectCreated } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Sends the ends of the range, and what lies beyond. */
export const priorityRange: Check = async ({ call, bodyOf }) => {
  const create = (priority: unknown) => call('createJob', { body: { ...bodyOf('quick'), priority } });
  for (const priority of [0, 9]) {
    const exchange = await create(priority);
    expectEqual('the priority that was given', expectCreated(exchange).priority, priority, exchange);
  }
  await expectRefusals(
    'validation_error',
    [-1, 10, 1.5, '5', null].map((wrong) => [`${JSON.stringify(wrong)} is no priority`, () => create(wrong)]),
  );
};
