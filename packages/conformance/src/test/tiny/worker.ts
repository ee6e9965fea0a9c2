import { writeNow } from './instant.ts';
import { changed, move } from './lifecycle.ts';
import { storeResult } from './store-result.ts';
import type { TinyJob } from './tiny-job.ts';
import { unsealCancelled, unsealCompleted, unsealFailed } from './unseal.ts';
import type { World } from './world.ts';

/** What the input of a job means. */
export interface Batch {
  readonly items: number;
  readonly item_ms: number;
  readonly fail_at?: number;
  readonly ignore_cancel?: boolean;
  /** How many attempts are lost before one is not. */
  readonly lose_attempts?: number;
}

type Outcome = 'over' | 'lost';

/** How often a worker that does its work looks whether it is to stop. */
const lookEveryMs = 40;
/** How many items without duration are done in one go. */
const itemsAtOnce = 200;

/** Claims a job and works on it; `done` is told when the worker is free again, which may be after the end of the job. */
export function work(world: World, job: TinyJob, done: (outcome: Outcome) => void): void {
  const { items, ignore_cancel: isStubborn = false, fail_at: failAt } = batchOf(job);
  const isPlain = items < 10 && !isStubborn && failAt === undefined;
  if (isPlain && world.breaks('a job completes without having run')) {
    move(world, job, 'completed');
    done('over');
    return;
  }
  move(world, job, 'running');
  const attempt = new Attempt(world, job, done);
  attempt.begin();
}

/** An input that was never checked counts for nothing. */
function batchOf({ input }: TinyJob): Batch {
  const count = (value: unknown) => (Number.isInteger(value) ? Number(value) : 0);
  return { ...input, items: count(input?.items), item_ms: count(input?.item_ms) };
}

/** One try of a worker. */
class Attempt {
  readonly #world: World;
  readonly #job: TinyJob;
  readonly #batch: Batch;
  readonly #done: (outcome: Outcome) => void;
  #isStopping = false;

  constructor(world: World, job: TinyJob, done: (outcome: Outcome) => void) {
    this.#world = world;
    this.#job = job;
    this.#batch = batchOf(job);
    this.#done = done;
  }

  begin(): void {
    const { wire } = this.#job;
    if (wire.terminal) {
      this.#stop();
      return;
    }
    wire.progress.total ??= this.#batch.items;
    wire.phase = 'counting';
    changed(this.#job);
    this.#next();
  }

  #next(): void {
    for (let inOneGo = 0; inOneGo < itemsAtOnce; inOneGo += 1) {
      if (this.#mustStop()) {
        this.#stop();
        return;
      }
      if (this.#job.results.length >= this.#batch.items) {
        this.#finish();
        return;
      }
      if (this.#batch.item_ms > 0) {
        this.#wait(Date.now() + this.#batch.item_ms, () => this.#doItem() && this.#next());
        return;
      }
      if (!this.#doItem()) {
        return;
      }
    }
    this.#world.timers.after(0, () => this.#next());
  }

  /** Waits for the time of an item, and looks meanwhile whether to stop. */
  #wait(until: number, andThen: () => void): void {
    this.#world.timers.at(Math.min(until, Date.now() + lookEveryMs), () => {
      if (this.#mustStop()) {
        this.#stop();
      } else if (Date.now() < until) {
        this.#wait(until, andThen);
      } else {
        andThen();
      }
    });
  }

  #mustStop(): boolean {
    const { status, terminal } = this.#job.wire;
    if (this.#batch.ignore_cancel === true) {
      return false;
    }
    const deaf = this.#world.breaks('a finish wins over a cancel that was answered 200');
    const late = status === 'expired' && this.#world.breaks('an expired job takes late results');
    return (terminal && !late) || (status === 'cancelling' && !deaf);
  }

  /** Returns whether there is more to do. */
  #doItem(): boolean {
    const { wire, results } = this.#job;
    const late = wire.status === 'expired' && this.#world.breaks('an expired job takes late results');
    if (wire.terminal && !late) {
      this.#stop();
      return false;
    }
    if (results.length === this.#batch.fail_at) {
      this.#fail();
      return false;
    }
    storeResult(this.#world, this.#job, 'completed', (this.#batch.items - results.length) * this.#batch.item_ms);
    if (wire.attempt <= (this.#batch.lose_attempts ?? 0) && wire.status === 'running') {
      this.#lose();
      return false;
    }
    return true;
  }

  /** Gives the attempt up, as if its worker had died. */
  #lose(): void {
    const { wire } = this.#job;
    if (wire.attempt < wire.max_attempts) {
      move(this.#world, this.#job, 'queued', 'attempt_lost');
      this.#done('lost');
      return;
    }
    wire.error = { code: 'attempts_exhausted', message: 'The last worker died.', retryable: true, details: null };
    move(this.#world, this.#job, 'failed', 'attempts_exhausted');
    this.#done('over');
  }

  #finish(): void {
    const { status } = this.#job.wire;
    if (status === 'running' || this.#finishWins()) {
      if (this.#batch.items < 10 && this.#world.breaks('a job whose work is done is called failed')) {
        this.#job.wire.error = { code: 'done', message: 'It is done.', retryable: false, details: null };
        move(this.#world, this.#job, 'failed', 'done');
        this.#stop();
        return;
      }
      move(this.#world, this.#job, 'completed');
      unsealCompleted(this.#world, this.#job);
    }
    this.#stop();
  }

  #finishWins(): boolean {
    return (
      this.#job.wire.status === 'cancelling' && this.#world.breaks('a finish wins over a cancel that was answered 200')
    );
  }

  #fail(): void {
    const { wire } = this.#job;
    storeResult(this.#world, this.#job, 'failed', 0);
    if (wire.status === 'running') {
      if (this.#world.breaks('a failed job is called completed')) {
        move(this.#world, this.#job, 'completed');
        this.#stop();
        return;
      }
      wire.error = { code: 'item', message: 'One item could not be counted.', retryable: false, details: { item: 1 } };
      move(this.#world, this.#job, 'failed', 'item');
      unsealFailed(this.#world, this.#job);
    }
    this.#stop();
  }

  /** The worker has stopped, whatever has become of the job. */
  #stop(): void {
    const { wire } = this.#job;
    const { cancellation } = wire;
    const { stopMs } = this.#world.settings;
    if (cancellation !== null && wire.status === 'cancelling' && stopMs > 0 && !this.#isStopping) {
      this.#isStopping = true;
      this.#world.timers.after(stopMs, () => this.#stop());
      return;
    }
    if (cancellation !== null && wire.status === 'cancelling') {
      this.#stopped(cancellation);
    } else if (cancellation?.forced === true) {
      cancellation.stopped_at = writeNow();
      changed(this.#job);
    }
    this.#done('over');
  }

  #stopped(cancellation: NonNullable<TinyJob['wire']['cancellation']>): void {
    const world = this.#world;
    if (world.breaks('a job that is cancelling never ends')) {
      return;
    }
    if (!world.breaks('a cancel in time does not tell when the worker stopped')) {
      cancellation.stopped_at = writeNow();
    }
    if (world.breaks('a cancel in time is called forced')) {
      cancellation.forced = true;
    }
    if (world.breaks('a job that is cancelling turns completed')) {
      move(world, this.#job, 'completed');
      return;
    }
    if (world.breaks('a job that is cancelling turns failed')) {
      this.#job.wire.error = { code: 'cancelled', message: 'It was cancelled.', retryable: false, details: null };
      move(world, this.#job, 'failed');
      return;
    }
    move(world, this.#job, 'cancelled', cancellation.reason);
    unsealCancelled(world, this.#job);
  }
}
