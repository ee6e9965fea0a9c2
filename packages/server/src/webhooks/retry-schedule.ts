const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The pauses after the first delivery, the second, and so on: three days and a quarter, as Standard Webhooks proposes. */
export const retryPausesMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

/** How much longer than written a pause may be, as a share of it: so that what failed together does not come back together. */
const jitter = 0.2;

/** A receiver may ask for more time than the schedule gives it, but not for ever. */
const longestPauseMs = 24 * hour;

/** A message that is older than this is of no use any more, whatever became of its deliveries. */
export const messageLifetimeMs = 4 * 24 * hour;

/**
 * When to deliver again after the `attempt`-th delivery has failed, counted from 1; null when it was the last.
 *
 * @param retryAfterMs what the receiver asked for, or null.
 * @param random in [0, 1).
 */
export function nextDeliveryInMs(attempt: number, retryAfterMs: number | null, random: number): number | null {
  const pauseMs = retryPausesMs[attempt - 1];
  if (pauseMs === undefined) return null;
  const withJitterMs = Math.round(pauseMs * (1 + jitter * random));
  return Math.max(withJitterMs, Math.min(retryAfterMs ?? 0, longestPauseMs));
}
