import type { Clock } from '../domain/clock.ts';
import type { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { Job } from '../domain/job.ts';
import type { AttemptState, JobStore } from '../domain/job-store.ts';
import type { Logger } from '../domain/logger.ts';
import { handedText } from './handed-text.ts';
import type { EmittedResult, JobRun, Progress } from './job-definition.ts';
import { type JobLog, jobLog } from './job-log.ts';
import { JobStopped, type StopReason } from './job-stopped.ts';
import { largestHanded } from './largest-handed.ts';
import { storedResult } from './stored-result.ts';
import { untilStored } from './until-stored.ts';

export interface AttemptDependencies {
  readonly store: JobStore;
  readonly clock: Clock;
  readonly leaseMs: number;
  readonly logger: Logger;
}

/**
 * One try at one job, as long as it runs in this process: its right to write, its signal to stop, and what its handler
 * sees of the server. Every write carries the attempt number; one that hits no row ends the attempt.
 */
export class Attempt {
  readonly jobId: string;
  readonly number: number;
  /** Resolves when the server no longer waits for this attempt, though its handler may still run. */
  readonly abandoned: Promise<void>;
  readonly #dependencies: AttemptDependencies;
  readonly #controller = new AbortController();
  readonly #abandonment = new AbortController();
  readonly #strayed = Promise.withResolvers<never>();
  #isOver = false;
  readonly #log: JobLog;
  #cancelRenewal: () => void = () => {};
  /** As the store was last told. */
  #leaseExpiresAt: number;

  constructor(dependencies: AttemptDependencies, job: Job) {
    this.#dependencies = dependencies;
    this.jobId = job.id;
    this.number = job.attempt;
    this.#log = jobLog(dependencies.logger, job);
    this.#leaseExpiresAt = job.leaseExpiresAt ?? 0;
    this.abandoned = new Promise((resolve) => {
      this.#abandonment.signal.addEventListener('abort', () => resolve());
    });
    this.#strayed.promise.catch(() => {});
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the attempt was told to stop; null while it may go on. The first reason stays. */
  get stopReason(): StopReason | null {
    return this.signal.aborted ? (this.signal.reason as JobStopped).stopReason : null;
  }

  stop(reason: StopReason): void {
    if (!this.signal.aborted) this.#controller.abort(new JobStopped(reason));
  }

  abandon(): void {
    this.#abandonment.abort();
  }

  /**
   * Asks the store on behalf of this attempt, and again while it cannot answer, for as long as the lease lasts: what was
   * done is not done twice for a database that was away for a moment. Ends when nobody waits for the attempt any more.
   *
   * @throws StoreUnavailableError when the store did not answer in time.
   */
  untilStored<Value>(ask: () => Promise<Value>): Promise<Value> {
    return this.#untilStored(this.#abandonment.signal, ask);
  }

  #untilStored<Value>(
    signal: AbortSignal,
    ask: () => Promise<Value>,
    mayRepeat = (_: StoreUnavailableError) => true,
  ): Promise<Value> {
    const { clock } = this.#dependencies;
    const goesOn = (error: StoreUnavailableError) => clock.now() < this.#leaseExpiresAt && mayRepeat(error);
    return untilStored({ clock, signal, goesOn }, ask);
  }

  /** Rejects with the first error that the handler leaves behind instead of throwing it. */
  get strayed(): Promise<never> {
    return this.#strayed.promise;
  }

  /** Whether the error ends this attempt: not when it is over already. */
  leftBehind(error: unknown): boolean {
    if (this.#isOver) return false;
    this.#strayed.reject(error);
    return true;
  }

  /** Its outcome is known: what its handler still does is in vain, and a handler that still works is told so. */
  conclude(handlerHasEnded: boolean): void {
    this.#isOver = true;
    if (!handlerHasEnded) this.stop('fenced');
  }

  /**
   * Comes before the handler: a process that has stood still past its lease may have lost the job, and another one runs it.
   *
   * @throws JobStopped when it has, or was told to stop meanwhile: a handler would hear nothing of an abort that lies behind it.
   * @throws StoreUnavailableError when the store cannot tell.
   */
  async begin(): Promise<void> {
    if (this.#dependencies.clock.now() >= this.#leaseExpiresAt) this.#obey(await this.#renewed());
    this.signal.throwIfAborted();
  }

  /** What the handler gets. */
  run(input: unknown, emitted: readonly string[]): JobRun<unknown> {
    return {
      jobId: this.jobId,
      input,
      attempt: this.number,
      emitted: new Set(emitted),
      signal: this.signal,
      checkpoint: () => this.#checkpoint(),
      progress: (report) => this.#reportProgress(report),
      emit: (...results) => this.#emit(results),
      log: this.#log,
    };
  }

  /** Keeps the lease alive until {@link endRenewal}, several times within its length. */
  beginRenewal(): void {
    const { clock, leaseMs } = this.#dependencies;
    this.#cancelRenewal = clock.schedule(leaseMs / 3, () => {
      void this.#renewLease();
    });
  }

  endRenewal(): void {
    this.#cancelRenewal();
  }

  async #renewLease(): Promise<void> {
    this.beginRenewal();
    try {
      const state = await this.#renewed();
      this.#obey(state);
      // Another process has ended it, and may not have been heard.
      if (state === null) this.abandon();
    } catch {
      // The store cannot answer: the lease still stands, and the next renewal or write will tell.
    }
  }

  async #renewed(): Promise<AttemptState | null> {
    const { store, clock, leaseMs } = this.#dependencies;
    const leaseExpiresAt = clock.now() + leaseMs;
    const state = await store.renewLease(this.jobId, this.number, leaseExpiresAt);
    this.#leaseExpiresAt = leaseExpiresAt;
    return state;
  }

  async #checkpoint(): Promise<void> {
    this.signal.throwIfAborted();
    await this.#lookAtRow();
    this.signal.throwIfAborted();
  }

  /** Stops when the row says so. */
  #obey(state: AttemptState | null): void {
    if (state === null) this.stop('fenced');
    else if (state.status === 'cancelling' || state.status === 'cancelled') this.stop('cancelled');
    else if (state.status === 'expired') this.stop('expired');
    else if (state.status !== 'running') this.stop('fenced');
  }

  async #reportProgress(report: Progress): Promise<void> {
    const { store } = this.#dependencies;
    const given = {
      ...(report.total === undefined ? {} : { total: wholeNumber('total', report.total) }),
      ...(report.phase === undefined ? {} : { phase: report.phase === null ? null : handedPhase(report.phase) }),
      ...(report.estimatedSecondsRemaining === undefined
        ? {}
        : {
            estimatedSecondsRemaining: wholeNumber('estimatedSecondsRemaining', report.estimatedSecondsRemaining),
          }),
    };
    const written = await this.#untilStored(this.signal, () => store.reportProgress(this.jobId, this.number, given));
    if (written === null) await this.#refused();
  }

  async #emit(results: readonly EmittedResult[]): Promise<void> {
    const { store, clock } = this.#dependencies;
    const createdAt = clock.now();
    const stored = results.map((result) => storedResult(result, createdAt));
    // A result that has no id would be there twice, if the answer that is missing was that it is stored.
    const isNamed = results.every(({ id }) => id !== undefined);
    const appended = await this.#untilStored(
      this.signal,
      () => store.appendResults(this.jobId, this.number, stored),
      (error) => isNamed || !error.mayBeStored,
    );
    if (appended === null) await this.#refused();
  }

  /** A write hit no row: the attempt is over, and the row tells why. */
  async #refused(): Promise<never> {
    await this.#lookAtRow();
    this.stop('fenced');
    throw this.signal.reason;
  }

  async #lookAtRow(): Promise<void> {
    const { store } = this.#dependencies;
    const state = await this.#untilStored(this.signal, () => store.attemptState(this.jobId));
    this.#obey(state !== null && state.attempt === this.number ? state : null);
  }
}

function handedPhase(phase: string): string {
  const text = handedText('phase', phase);
  const longest = largestHanded.phaseCharacters;
  // One character has two units at most: a text that is far too long is not even counted.
  const isTooLong = text.length > 2 * longest || (text.length > longest && Array.from(text).length > longest);
  if (!isTooLong) return text;
  throw new RangeError(
    `phase may be ${longest} characters long: say what the job does in a few words, and emit the rest.`,
  );
}

function wholeNumber(name: string, value: number | null): number | null {
  if (value === null) return null;
  // A larger one would be stored, and could not be read back as what it is.
  if (!(typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER)) {
    const given = typeof value === 'number' ? value : `a value of type ${typeof value}`;
    throw new TypeError(`${name} has to be 0 or more and at most ${Number.MAX_SAFE_INTEGER}, not ${given}.`);
  }
  return Math.round(value);
}
