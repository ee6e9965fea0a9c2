import { createdWith } from '../../steps/expect-created.ts';
import { expectReplay, keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Creates twice with one key, and compares the bytes. */
export const replaysFirstAnswer: Check = async (context) => {
  const parts = keyed(context);
  const { exchange: first } = await createdWith(context, parts);
  const { exchange: second } = await createdWith(context, parts);
  expectReplay(second, first);
};
