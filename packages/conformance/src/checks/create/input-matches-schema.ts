import { shortJson } from '../../steps/expect-equal.ts';
import { expectRefusals } from '../../steps/expect-refusals.ts';
import { inputIsValid } from '../../steps/input-validator.ts';
import { skip } from '../../steps/skip.ts';
import type { Check } from '../check.ts';

/** Changes the input of the quick job until its declared schema refuses it, and has the server refuse it too. */
export const inputMatchesSchema: Check = async (context) => {
  const { type, input } = context.bodyOf('quick');
  const changed: unknown[] = [
    {},
    { ...input, jobwire_kit_unknown: true },
    ...Object.keys(input).flatMap((name) => [
      { ...input, [name]: { jobwire: 'kit' } },
      { ...input, [name]: -1 },
      { ...input, [name]: 'text' },
    ]),
  ];
  const wrong = changed.filter((one) => !inputIsValid(context, one));
  if (wrong.length === 0) skip(`the schema of ${type} takes every input that the kit can think of`);
  await expectRefusals(
    'validation_error',
    wrong.map((one) => [
      `${shortJson(one)} breaks the \`input_schema\` of ${type}`,
      () => context.call('createJob', { body: { type, input: one } }),
    ]),
  );
};
