import { fail } from '../../steps/fail.ts';
import { collectedProgress } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/** Counts the progress events of a running job in every second, with one to spare for the road. */
export const progressFourASecond: Check = async (context) => {
  const progress = await collectedProgress(context);
  for (const { atMs, exchange } of progress) {
    const count = progress.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1_000).length;
    if (count > mostAsecond + 1) fail('at most 4 a second', `${count} within a second`, exchange);
  }
};

const mostAsecond = 4;
