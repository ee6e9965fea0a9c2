import { expectCreated } from '../../steps/expect-created.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Gives the ends of the range, and what lies beyond. */
export const timeoutRange: Check = async ({ call, bodyOf }) => {
  const create = (timeout: unknown) => call('createJob', { body: { ...bodyOf('quick'), timeout_seconds: timeout } });
  for (const timeout of [1, 604_800]) expectCreated(await create(timeout), `since ${timeout} seconds are allowed`);
  await expectRefusals(
    'validation_error',
    [0, 604_801, -1, 1.5, '60', null].map((wrong) => [`${JSON.stringify(wrong)} is out of range`, () => create(wrong)]),
  );
};
