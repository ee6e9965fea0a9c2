import type { Connection } from '../connection.ts';
import { isNetworkError } from '../errors/network-error.ts';
import { isTimeoutError } from '../errors/timeout-error.ts';
import { attempt, type ContractRequest, type Method, type PathOf } from './attempt.ts';
import { pause } from './within-limit.ts';

/** The largest bound of a pause, in milliseconds. */
const longestPauseMs = 20_000;

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
    try {
      return await attempt(connection, wanted, Math.min(timeoutMs + heldMs, end - environment.now()));
    } catch (error) {
      // What the server asked for has some chance behind it, so that not all who were refused together come back together.
      const { retryAfterSeconds } = error as Refusal;
      const bound = retryAfterSeconds === undefined ? Math.min(pauseMs * 2 ** (done - 1), longestPauseMs) : pauseMs;
      const delayMs = (retryAfterSeconds ?? 0) * 1000 + environment.random() * bound;
      const isLastTime = once || done >= attempts || signal?.aborted || environment.now() + delayMs >= end;
      if (isLastTime || !isPassing(error)) throw error;
      await pause(environment, delayMs, signal);
    }
  }
}

/** What the errors for an answer have in common. */
interface Refusal {
  readonly status?: number;
  readonly code?: string;
  readonly retryAfterSeconds?: number | undefined;
}

/** Whether the same request may fare better later. Only a create with a key can meet its own first attempt still in flight. */
function isPassing(error: unknown): boolean {
  const { status, code } = error as Refusal;
  const isLater = status === 429 || status === 503 || code === 'idempotency_key_in_use';
  return isLater || isNetworkError(error) || isTimeoutError(error);
}
