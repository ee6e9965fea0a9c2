import { expectMadeUpCursorsRefused } from '../../steps/expect-made-up-cursors-refused.ts';
import type { Check } from '../check.ts';

/** Sends cursors that no server makes. */
export const madeUpCursorAnswers400: Check = async (context) => expectMadeUpCursorsRefused(context, 'listJobs');
