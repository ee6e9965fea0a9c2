import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Asks for types that cannot be. */
export const typePattern: Check = async ({ call }) => {
  await expectRefusals(
    'validation_error',
    ['', 'Upper', '1digit', 'with space', 'a'.repeat(65), 7].map((type) => [
      `${JSON.stringify(type)} is no type`,
      () => call('createJob', { body: { type, input: {} } }),
    ]),
  );
};
