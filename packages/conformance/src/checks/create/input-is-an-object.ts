import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Sends inputs that are no objects. */
export const inputIsAnObject: Check = async ({ call, bodyOf }) => {
  const { type } = bodyOf('quick');
  await expectRefusals(
    'validation_error',
    [null, [], 'text', 1, true].map((input) => [
      `${JSON.stringify(input)} is no object`,
      () => call('createJob', { body: { type, input } }),
    ]),
  );
};
