import { untilTerminal } from '../../steps/ended-job.ts';
import { createdWith } from '../../steps/expect-created.ts';
import { expectReplay, keyed } from '../../steps/keyed.ts';
import type { Check } from '../check.ts';

/** Repeats a create when its job has ended. */
export const replayAfterTheEnd: Check = async (context) => {
  const parts = keyed(context);
  const { job, exchange: first } = await createdWith(context, parts);
  await untilTerminal(context, job.id);
  const { exchange: second } = await createdWith(context, parts);
  expectReplay(second, first);
};
