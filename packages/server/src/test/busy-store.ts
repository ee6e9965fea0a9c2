import type { JobStore } from '../domain/job-store.ts';
import { turns } from './test-clock.ts';

/** Rounds of the event loop in which nothing is asked of a store until nothing more is taken to follow. */
const quietRounds = 6;

export interface BusyStore {
  readonly store: JobStore;
  /** Resolves when everything that was asked of the store is answered, and what followed from it too. */
  settled(): Promise<void>;
}

/** A store that knows whether anything asked of it is unanswered yet, however long its database takes. */
export function busyStore(store: JobStore): BusyStore {
  let unanswered = 0;
  const counted = async (answer: Promise<unknown>): Promise<unknown> => {
    unanswered += 1;
    try {
      return await answer;
    } finally {
      unanswered -= 1;
    }
  };
  return {
    store: new Proxy(store, {
      get(target, name) {
        const member = target[name as keyof JobStore] as unknown;
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) => {
          const answer: unknown = member.apply(target, given);
          return answer instanceof Promise ? counted(answer) : answer;
        };
      },
    }),
    async settled() {
      for (let quiet = 0; quiet < quietRounds; quiet += 1) {
        await turns(1);
        if (unanswered > 0) quiet = -1;
      }
    },
  };
}
