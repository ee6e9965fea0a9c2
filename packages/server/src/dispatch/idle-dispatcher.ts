import type { Dispatcher } from '../domain/dispatcher.ts';

/** Delivers nothing: the jobs of this process run elsewhere. */
export const idleDispatcher: Dispatcher = {
  notify() {},
  start() {},
  stop: () => Promise.resolve(),
};
