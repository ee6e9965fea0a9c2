import { expectForeignAsUnknown } from '../../steps/expect-foreign-as-unknown.ts';
import type { Check } from '../check.ts';

/** Reads a job of the primary key with the foreign one. */
export const foreignAnswersAsUnknown: Check = async (context) => {
  const { id } = await context.startJob('quick');
  await expectForeignAsUnknown(context, 'getJob', id);
};
