import { expectOwnEnd } from '../../steps/expect-own-end.ts';
import type { Check } from '../check.ts';

/** Follows a quick job to its end. */
export const workEndsCompleted: Check = async (context) => expectOwnEnd(context, 'quick', 'completed');
