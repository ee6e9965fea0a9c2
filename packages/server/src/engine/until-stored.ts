import type { Clock } from '../domain/clock.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';

/** How long to wait before the first repetition, and before any. */
const firstPauseMs = 50;
const longestPauseMs = 1000;

export interface UntilStoredOptions {
  readonly clock: Clock;
  /** Whether another try may still succeed, and is still wanted. */
  readonly goesOn: (error: StoreUnavailableError) => boolean;
  /** Aborted when nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/**
 * Asks a store that cannot answer again and again, so that work which is done is not lost to a database that is away for a
 * moment.
 *
 * @throws StoreUnavailableError when it is not to go on any more.
 */
export async function untilStored<Value>(
  { clock, goesOn, signal }: UntilStoredOptions,
  ask: () => Promise<Value>,
): Promise<Value> {
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
      if (signal.aborted || !goesOn(error)) throw error;
      await pause(clock, pauseMs, signal);
      if (signal.aborted) throw error;
    }
  }
}

function pause(clock: Clock, pauseMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancelTimer();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancelTimer = clock.schedule(pauseMs, end);
    signal.addEventListener('abort', end);
  });
}
