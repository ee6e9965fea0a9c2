import type { JobRun } from '../job-definition.ts';

export type Run = (run: JobRun<unknown>) => Promise<void>;

/** What a handler does that is parked: it tells that it began, and goes on when it is let go. */
export interface Parked {
  readonly began: Promise<JobRun<unknown>>;
  letGo(): void;
  readonly run: Run;
}

/** A handler that waits to be let go, deaf to its signal, and then does what is given. */
export function parked(then: Run = async () => {}): Parked {
  const began = Promise.withResolvers<JobRun<unknown>>();
  const gate = Promise.withResolvers<void>();
  return {
    began: began.promise,
    letGo: gate.resolve,
    async run(run) {
      began.resolve(run);
      await gate.promise;
      await then(run);
    },
  };
}

/** A handler that works until it is told to stop, as it should. */
export const untilStopped: Run = async ({ signal, checkpoint }) => {
  // Who was told while an answer of the store was on its way would hear nothing any more.
  if (!signal.aborted) {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }
  await checkpoint();
};
