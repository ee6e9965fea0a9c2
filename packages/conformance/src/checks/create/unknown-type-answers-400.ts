import { expectProblem } from '../../steps/expect-problem.ts';
import type { Check } from '../check.ts';

/** Asks for a type that the server does not list. */
export const unknownTypeAnswers400: Check = async ({ call, random }) => {
  const type = `unknown.${random.text(12, 'abcdef')}`;
  expectProblem(
    await call('createJob', { body: { type, input: {} } }),
    'validation_error',
    'since the server offers no such type',
  );
};
