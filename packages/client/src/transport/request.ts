import type { Problem } from '@jobwire/contract';
import type { Connection } from '../connection.ts';
import { isNetworkError } from '../errors/network-error.ts';
import { isTimeoutError } from '../errors/timeout-error.ts';
import { attempt, type ContractRequest, type Method, type PathOf } from './attempt.ts';
import { pause } from './within-limit.ts';

/** The largest bound of a pause, in milliseconds. */
const longestPauseMs = 5000;

/**
 * Sends a request, again where that is harmless and makes sense, until all time for it is over. Rejects with the one error that
 * says what happened the last time.
 */
export async function request<Value, Of extends Method, Path extends PathOf<Of>>(
  connection: Connection,
  wanted: ContractRequest<Of, Path, Value>,
): Promise<Value> {
  const { environment, timeoutMs, attempts, totalMs, pauseMs } = connection;
  const { once, signal, waitSeconds = 0 } = wanted;
  const heldMs = waitSeconds * 1000;
  const end = environment.now() + totalMs + heldMs;
  for (let done = 1; ; done += 1) {
    const ownMs = timeoutMs + heldMs;
    const leftMs = end - environment.now();
    try {
      return await attempt(connection, wanted, Math.min(ownMs, leftMs), leftMs < ownMs ? totalMs + heldMs : ownMs);
    } catch (error) {
      // What the server asked for has some chance behind it, so that not all who were refused together come back together.
      const { retryAfterSeconds } = error as Refusal;
      const halfMs = Math.min(pauseMs * 2 ** (done - 1), longestPauseMs) / 2;
      const chance = environment.random();
      const delayMs = retryAfterSeconds ? retryAfterSeconds * 1000 + chance * pauseMs : halfMs + chance * halfMs;
      const isLastTime = once || done >= attempts || environment.now() + delayMs >= end;
      if (isLastTime || !isPassing(error)) throw error;
      await pause(environment, delayMs, signal);
    }
  }
}

/** What the errors for an answer have in common. */
interface Refusal {
  readonly status?: number;
  readonly problem?: Problem;
  readonly retryAfterSeconds?: number | undefined;
}

/** Whether the server is away, as while it restarts, or has too much to do. */
export function isOutage(error: unknown): boolean {
  return isNetworkError(error) || isTimeoutError(error) || /429|50[234]/.test(`${(error as Refusal)?.status}`);
}

/** Whether the same request may fare better later. */
function isPassing(error: unknown): boolean {
  return isOutage(error) || (error as Refusal)?.problem?.retryable === true;
}
