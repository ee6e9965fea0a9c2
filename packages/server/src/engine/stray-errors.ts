import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attempt } from './attempt.ts';

const running = new AsyncLocalStorage<Attempt>();

/** Runs a handler so that an error which it leaves behind can be told from those of others. */
export function runAs<Value>(attempt: Attempt, run: () => Promise<Value>): Promise<Value> {
  return running.run(attempt, run);
}

/**
 * Fails the attempt whose handler left an error behind: a rejected promise that nothing waits for, or an exception from
 * a timer. To be called from the listeners of `unhandledRejection` and `uncaughtException`, where Node still knows from
 * where the error came. False when it came from elsewhere, or the attempt is over.
 */
export function failStrayingAttempt(error: unknown): boolean {
  return running.getStore()?.leftBehind(error) ?? false;
}
