import type { ClientEnvironment } from '../client-environment.ts';

/**
 * Does something with a signal that says when to give up: after `limitMs` milliseconds, or with `outer`. It is given up then, even
 * if what it calls does not heed the signal.
 *
 * @param reasonAtLimit gives what it rejects with after the time; with `outer` it is the reason of that
 */
export async function withinLimit<Value>(
  environment: ClientEnvironment,
  limitMs: number,
  outer: AbortSignal | undefined,
  reasonAtLimit: () => unknown,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const timer = new AbortController();
  const signal = outer ? AbortSignal.any([outer, timer.signal]) : timer.signal;
  const stopTimer = environment.schedule(limitMs, () => timer.abort(reasonAtLimit()));
  try {
    return await new Promise<Value>((resolve, reject) => {
      signal.throwIfAborted();
      signal.onabort = () => reject(signal.reason);
      work(signal).then(resolve, reject);
    });
  } catch (error) {
    // Why it was given up, and not how what it called says so.
    throw signal.aborted ? signal.reason : error;
  } finally {
    stopTimer();
  }
}

const never = () => new Promise<never>(() => {});

/** Lets time go by. Rejects with the reason of the signal as soon as that is aborted. */
export function pause(environment: ClientEnvironment, delayMs: number, signal?: AbortSignal): Promise<void> {
  return withinLimit(environment, delayMs, signal, Object, never).catch(() => signal?.throwIfAborted());
}
