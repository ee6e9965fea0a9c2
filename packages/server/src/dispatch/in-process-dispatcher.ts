import type { Clock } from '../domain/clock.ts';
import type { Dispatcher } from '../domain/dispatcher.ts';
import type { JobStore } from '../domain/job-store.ts';

export interface InProcessDispatcherOptions {
  readonly store: JobStore;
  readonly clock: Clock;
  /** How many jobs run at the same time. */
  readonly concurrency: number;
  readonly onError: (error: unknown) => void;
}

/** Looks again this often even when nothing was announced, so that a lost word delays a job and never strands it. */
const lookAgainMs = 1000;

/**
 * Delivers jobs within one process. It keeps no queue of its own: which jobs are due is asked of the store whenever a
 * slot is free, so there is nothing to rebuild after a crash and nothing that could disagree with the rows.
 */
export class InProcessDispatcher implements Dispatcher {
  readonly #options: InProcessDispatcherOptions;
  readonly #delivered = new Map<string, Promise<void>>();
  #run: ((jobId: string) => Promise<void>) | null = null;
  #cancelTimer: () => void = () => {};
  /** When the timer fires; an instant that is not sooner needs no other one. */
  #wakesAt = Number.POSITIVE_INFINITY;
  /** The look under way; null between looks. */
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(options: InProcessDispatcherOptions) {
    this.#options = options;
  }

  notify(runnableAt: number): void {
    if (runnableAt <= this.#options.clock.now()) this.#look();
    else this.#sleepUntil(runnableAt);
  }

  start(run: (jobId: string) => Promise<void>): void {
    this.#run = run;
    this.#look();
  }

  async stop(): Promise<void> {
    this.#run = null;
    this.#cancelTimer();
    this.#wakesAt = Number.POSITIVE_INFINITY;
    await this.#looking;
    while (this.#delivered.size > 0) await Promise.all(this.#delivered.values());
  }

  /** One look at a time; a word that comes during a look makes another one. */
  #look(): void {
    this.#lookAgain = true;
    if (this.#looking !== null || this.#run === null) return;
    this.#looking = this.#deliverDue().finally(() => {
      this.#looking = null;
      if (this.#lookAgain) this.#look();
    });
  }

  async #deliverDue(): Promise<void> {
    const { store, clock, concurrency, onError } = this.#options;
    try {
      let now = clock.now();
      while (this.#lookAgain && this.#run !== null) {
        this.#lookAgain = false;
        now = clock.now();
        const free = concurrency - this.#delivered.size;
        if (free <= 0) return;
        // Those delivered a moment ago may not be claimed yet and still look due.
        const due = await store.due(now, concurrency);
        const fresh = due.filter((jobId) => !this.#delivered.has(jobId)).slice(0, free);
        for (const jobId of fresh) this.#deliver(jobId);
      }
      // What has become due since `now` was not in the answer above, and is waited for here.
      const next = await store.nextDueAt(now);
      this.#sleepUntil(Math.min(next ?? Number.POSITIVE_INFINITY, clock.now() + lookAgainMs));
    } catch (error) {
      onError(error);
      this.#sleepUntil(clock.now() + lookAgainMs);
    }
  }

  #deliver(jobId: string): void {
    if (this.#run === null) return;
    const delivered = this.#run(jobId).then(
      () => {
        this.#delivered.delete(jobId);
        this.#look();
      },
      (error: unknown) => {
        this.#delivered.delete(jobId);
        this.#options.onError(error);
        // A store that refuses claims would refuse the next one too: the job still looks due, and is left for a moment.
        this.#sleepUntil(this.#options.clock.now() + lookAgainMs);
      },
    );
    this.#delivered.set(jobId, delivered);
  }

  #sleepUntil(instant: number): void {
    const { clock } = this.#options;
    const wakesAt = Math.min(instant, clock.now() + lookAgainMs);
    if (this.#run === null || wakesAt >= this.#wakesAt) return;
    this.#cancelTimer();
    this.#wakesAt = wakesAt;
    this.#cancelTimer = clock.schedule(wakesAt - clock.now(), () => {
      this.#wakesAt = Number.POSITIVE_INFINITY;
      this.#look();
    });
  }
}
