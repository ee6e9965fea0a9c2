import { expectOwnEnd } from '../../steps/expect-own-end.ts';
import type { Check } from '../check.ts';

/** Follows a failing job to its end. */
export const errorEndsFailed: Check = async (context) => expectOwnEnd(context, 'failing', 'failed');
