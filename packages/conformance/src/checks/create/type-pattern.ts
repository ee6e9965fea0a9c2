import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Asks for types that cannot be, among them that of the quick job in capitals. */
export const typePattern: Check = async ({ call, bodyOf }) => {
  const { type, input } = bodyOf('quick');
  await expectRefusals(
    'validation_error',
    ['', type.toUpperCase(), ` ${type}`, '1digit', 'with space', 'a'.repeat(65), 7].map((wrong) => [
      `${JSON.stringify(wrong)} is no type`,
      () => call('createJob', { body: { type: wrong, input } }),
    ]),
  );
};
