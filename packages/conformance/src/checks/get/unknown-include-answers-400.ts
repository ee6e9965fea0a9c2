import { expectRefusals } from '../../steps/expect-refusals.ts';
import type { Check } from '../check.ts';

/** Asks for members that cannot be added. */
export const unknownIncludeAnswers400: Check = async ({ call, startJob }) => {
  const { id } = await startJob('quick');
  await expectRefusals(
    'validation_error',
    ['output', 'INPUT', ''].map((include) => [
      `\`${include}\` cannot be added`,
      () => call('getJob', { jobId: id, query: { include } }),
    ]),
  );
};
