import type { Dispatcher } from '../domain/dispatcher.ts';
import type { Job } from '../domain/job.ts';
import type { SharedWords } from '../domain/shared-words.ts';

/** Tells the workers of other processes too that a job may start, and this one's of theirs. */
export class AnnouncingDispatcher implements Dispatcher {
  readonly #local: Dispatcher;
  readonly #words: SharedWords;

  constructor(local: Dispatcher, words: SharedWords) {
    this.#local = local;
    this.#words = words;
    words.listen({ runnable: (runnableAt) => local.notify(runnableAt) });
  }

  notify(runnableAt: number): void {
    this.#local.notify(runnableAt);
    this.#words.tellRunnable(runnableAt);
  }

  start(run: (job: string | Job) => Promise<void>): void {
    this.#local.start(run);
  }

  stop(): Promise<void> {
    return this.#local.stop();
  }
}
