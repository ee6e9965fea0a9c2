import { expectOfEverySight } from '../../history/expect-of-all.ts';
import type { Check } from '../check.ts';

/** Looks for inputs in answers that were not asked for them. */
export const inputOnlyWhenAsked: Check = async (context) =>
  expectOfEverySight(context, ({ job, exchange }) =>
    !('input' in job) || exchange?.url.includes('include=input') === true
      ? null
      : { expected: 'no `input`, since it was not asked for', actual: 'there is one' },
  );
