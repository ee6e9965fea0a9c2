import { NoAnswerError } from './no-answer-error.ts';
import type { RequestBudget } from './request-budget.ts';
import { createSemaphore } from './semaphore.ts';

/** So many jobs are cancelled at once at the end of a run. */
const atOnce = 10;

/**
 * What requests go through that count for no limit of the run: those that cancel what it has left open, and the one that asks
 * whether the server is still there.
 */
export interface ClosingBudget extends RequestBudget {
  /** Whether the server has left one of them unanswered. Nothing is sent any more then. */
  readonly isUnanswered: () => boolean;
}

/** Begins with a server that may answer. `answerMs` is how long it may take for each request. */
export function createClosingBudget(answerMs = 5_000): ClosingBudget {
  const semaphore = createSemaphore(atOnce);
  let unanswered = false;
  return {
    admit: ({ label }, send) =>
      semaphore.run(async () => {
        if (unanswered) throw new NoAnswerError(label, 'the server did not answer before');
        try {
          return await send();
        } catch (error) {
          unanswered = true;
          throw error;
        }
      }),
    isUnanswered: () => unanswered,
    // A caller gives a request up a second after the time that is left.
    remainingMs: () => answerMs - 1_000,
    sent: () => 0,
    obey: () => {},
    stop: () => {},
    stopped: new AbortController().signal,
    untilIdle: async () => {},
  };
}
