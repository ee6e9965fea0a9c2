import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Sends filters that select nothing in particular. */
export const emptyFilterAnswers400: Check = async ({ call }) => {
  await expectRefusals(
    'validation_error',
    [{}, { status: [] }, { metadata: {} }, { status: ['finished'] }, { colour: 'red' }, null].map((filter) => [
      `${JSON.stringify(filter)} is no filter`,
      () => call('cancelJobs', { body: { filter } }),
    ]),
  );
};
