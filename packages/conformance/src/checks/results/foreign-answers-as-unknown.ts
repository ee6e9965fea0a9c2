import { expectForeignAsUnknown } from '../../steps/expect-foreign-as-unknown.ts';
import type { Check } from '../check.ts';

/** Reads results of the primary key with the foreign one. */
export const foreignAnswersAsUnknown: Check = async (context) =>
  expectForeignAsUnknown(context, 'listJobResults', (await context.startJob('quick')).id);
