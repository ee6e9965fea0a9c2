const firstMs = 1000;
const longestMs = 5 * 60 * 1000;

/**
 * How long a job rests after its n-th spent attempt, in milliseconds: doubling from one second to five minutes, and
 * anywhere in the upper half of that, so that jobs that failed together do not come back together.
 */
export function backoffMs(attemptsSpent: number, random: () => number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** (attemptsSpent - 1));
  return Math.round(ceiling * (0.5 + random() / 2));
}
