import { isTerminal, type JobStatus } from '@jobwire/contract';
import type { Job } from '../domain/job.ts';
import type { JobEngine } from '../engine/job-engine.ts';
import { wireEvent, wireProgress } from './wire-event.ts';

/** So that a quiet stream is told from a dead one, and no proxy between gives it up. */
const heartbeatMs = 15_000;

/** At most four `job.progress` events a second. */
const progressIntervalMs = 250;

/** How long a client waits before it connects again, in milliseconds. */
const reconnectMs = 2_000;

const eventsPerRead = 100;

interface StreamOptions {
  /** The sequence after which the stream begins; 0 for the beginning. */
  readonly after: number;
  /** Ends the stream when the caller has gone. */
  readonly signal: AbortSignal;
}

/**
 * The events of a job as server-sent events (WHATWG HTML, section 9.2), from one transition to the next until the job
 * has ended. It asks for nothing ahead of what was sent, so a client that reads slowly holds up only its own stream.
 */
export async function* eventStream(engine: JobEngine, job: Job, options: StreamOptions): AsyncGenerator<string> {
  const { signal } = options;
  const leave = engine.waiters.enter(job.organizationId, 'stream');
  const feed = new ChangeFeed(engine, job, signal);
  let { after } = options;
  let shown = job.version;
  try {
    yield `retry: ${reconnectMs}\n\n`;
    for (;;) {
      const current = feed.takeLatest();
      let events = await engine.store.events(job.id, after, eventsPerRead);
      while (events.length > 0) {
        for (const event of events) {
          yield `event: ${event.type}\nid: ${event.sequence}\ndata: ${JSON.stringify(wireEvent(event))}\n\n`;
          after = event.sequence;
          shown = Math.max(shown, after);
          if (isTerminal(event.to)) return;
        }
        events = await engine.store.events(job.id, after, eventsPerRead);
      }
      if (isTerminal(job.status)) return;
      if (current !== null && current.version > shown) {
        shown = current.version;
        yield `event: job.progress\ndata: ${JSON.stringify(wireProgress(current))}\n\n`;
        await feed.pause(progressIntervalMs, current.status);
      }
      // Over the cap of waiters the stream is what there is now; the client comes back for the rest.
      if (leave === null || signal.aborted || engine.waiters.released.aborted) return;
      if ((await feed.next(heartbeatMs)) === 'quiet') {
        // A job that was purged meanwhile has no more to tell.
        if ((await engine.store.find(job.organizationId, job.id)) === null) return;
        yield ': still here\n\n';
      }
    }
  } finally {
    feed.close();
    leave?.();
  }
}

/** The changes of one job, of which only the latest is kept: a slow reader misses progress, never a transition. */
class ChangeFeed {
  #latest: Job | null = null;
  #wake: () => void = () => {};
  readonly #engine: JobEngine;
  readonly #unsubscribe: () => void;
  readonly #signals: readonly AbortSignal[];
  readonly #onAbort = () => this.#wake();

  constructor(engine: JobEngine, job: Job, signal: AbortSignal) {
    this.#engine = engine;
    this.#signals = [signal, engine.waiters.released];
    this.#unsubscribe = engine.changes.subscribe(job.id, (changed) => {
      this.#latest = changed;
      this.#wake();
    });
    for (const aborted of this.#signals) aborted.addEventListener('abort', this.#onAbort);
  }

  takeLatest(): Job | null {
    const latest = this.#latest;
    this.#latest = null;
    return latest;
  }

  /** Resolves at the next change or abort, at once if one is waiting, or when it stayed quiet for that long. */
  async next(quietMs: number): Promise<'changed' | 'quiet'> {
    if (this.#latest !== null) return 'changed';
    await this.#sleep(quietMs);
    return this.#latest === null && !this.#aborted ? 'quiet' : 'changed';
  }

  /** Lets changes pile up for a while; leaving the status or an abort ends it. */
  async pause(ms: number, status: JobStatus): Promise<void> {
    const { clock } = this.#engine;
    const until = clock.now() + ms;
    while (clock.now() < until && !this.#aborted) {
      await this.#sleep(until - clock.now());
      if (this.#latest !== null && this.#latest.status !== status) return;
    }
  }

  close(): void {
    this.#unsubscribe();
    for (const aborted of this.#signals) aborted.removeEventListener('abort', this.#onAbort);
  }

  get #aborted(): boolean {
    return this.#signals.some((signal) => signal.aborted);
  }

  #sleep(ms: number): Promise<void> {
    if (this.#aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const cancelTimer = this.#engine.clock.schedule(ms, resolve);
      this.#wake = () => {
        cancelTimer();
        this.#wake = () => {};
        resolve();
      };
    });
  }
}
