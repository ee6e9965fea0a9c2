import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Adds members that the contract does not have. */
export const unknownMemberAnswers400: Check = async ({ call, bodyOf }) => {
  await expectRefusals(
    'validation_error',
    ['colour', 'Name', 'timeoutSeconds', 'callback_url'].map((name) => [
      `\`${name}\` is no member of a job to be created`,
      () => call('createJob', { body: { ...bodyOf('quick'), [name]: 'red' } }),
    ]),
  );
};
