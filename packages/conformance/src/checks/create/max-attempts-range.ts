import { expectCreated } from '../../steps/expect-created.ts';
import { expectEqual } from '../../steps/expect-equal.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Sends the ends of the range, and what lies beyond. */
export const maxAttemptsRange: Check = async ({ call, bodyOf }) => {
  const create = (attempts: unknown) => call('createJob', { body: { ...bodyOf('quick'), max_attempts: attempts } });
  for (const attempts of [1, 20]) {
    const exchange = await create(attempts);
    expectEqual('the attempts that were given', expectCreated(exchange).max_attempts, attempts, exchange);
  }
  await expectRefusals(
    'validation_error',
    [0, 21, 2.5, '3', null].map((wrong) => [`${JSON.stringify(wrong)} is out of range`, () => create(wrong)]),
  );
};
