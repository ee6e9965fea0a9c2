import { fail } from '../../steps/fail.ts';
import { collectedProgress } from '../../steps/read-stream.ts';
import type { Check } from '../check.ts';

/**
 * Counts the progress events of a running job in every second, with one to spare for the road. Where the kit itself stood
 * still, what came meanwhile is seen together.
 */
export const progressFourASecond: Check = async (context) => {
  const { progress, lateMs } = await collectedProgress(context);
  const most = Math.floor((mostAsecond * (1_000 + lateMs)) / 1_000) + 1;
  for (const { atMs, exchange } of progress) {
    const count = progress.filter((other) => other.atMs >= atMs && other.atMs < atMs + 1_000).length;
    if (count > most) fail('at most 4 a second', `${count} within a second`, exchange);
  }
};

const mostAsecond = 4;
