import { isOver, type ModelError, type ModelJob, type ModelResult } from './model-job.ts';

export const slots = 2;
export const graceMs = 5_000;
export const retentionMs = 20_000;
/** How often the server ends what some bound has overtaken. */
export const tickMs = 1_000;

/** A handler under way: it may be one that the server no longer waits for. */
export interface ModelAttempt {
  readonly job: ModelJob;
  readonly attempt: number;
  holdsSlot: boolean;
}

type NewModelJob = Pick<
  ModelJob,
  'id' | 'organization' | 'input' | 'name' | 'metadata' | 'priority' | 'maxAttempts' | 'scheduledFor' | 'deadlineAt'
>;

/**
 * What a server has to answer, told without a database, a worker or a clock that runs: it knows nothing of how the server
 * does it, and shares no code with it. Between two commands all is at rest, so there is nothing to race.
 */
export class Model {
  now: number;
  /** In order of creation, with those that are gone. */
  readonly jobs: ModelJob[] = [];
  /** The handlers that have not returned. */
  readonly attempts: ModelAttempt[] = [];
  /** By organization and key: the body that a key belongs to, and the text that it was answered with. */
  readonly answersByKey = new Map<string, { body: string; text: string }>();

  /** The organization that got a slot last. */
  #lastServed = '';

  constructor(now: number) {
    this.now = now;
  }

  visible(organization: string): ModelJob[] {
    return this.jobs.filter((job) => job.organization === organization && !job.gone);
  }

  find(organization: string, id: string): ModelJob | undefined {
    return this.visible(organization).find((job) => job.id === id);
  }

  create(given: NewModelJob): ModelJob {
    const job: ModelJob = {
      ...given,
      createdAt: this.now,
      status: 'queued',
      version: 0,
      attempt: 0,
      attemptsSpent: 0,
      runnableAt: Math.max(this.now, given.scheduledFor ?? 0),
      startedAt: null,
      finishedAt: null,
      cancellation: null,
      error: null,
      total: null,
      phase: null,
      secondsRemaining: null,
      results: [],
      events: [],
      gone: false,
    };
    this.jobs.push(job);
    this.#record(job, null, 'job.queued', null);
    return job;
  }

  /**
   * Everything that is due and finds a free slot begins. Each slot goes to the organization that holds the fewest, among
   * equals to the next one by name behind the last that got one; there to the highest priority, then to the oldest.
   */
  claimDue(): void {
    const holders = this.attempts.filter(({ holdsSlot }) => holdsSlot).map(({ job }) => job.organization);
    const rank = ({ organization }: ModelJob) => [
      holders.filter((holder) => holder === organization).length,
      organization > this.#lastServed ? 0 : 1,
    ];
    while (holders.length < slots) {
      const [job] = this.jobs
        .filter(({ status, runnableAt }) => status === 'queued' && runnableAt <= this.now)
        .filter(({ deadlineAt }) => (deadlineAt ?? Infinity) > this.now)
        .sort((one, other) => {
          const [[held = 0, turn = 0], [otherHeld = 0, otherTurn = 0]] = [rank(one), rank(other)];
          const sameTurn = held - otherHeld || turn - otherTurn;
          if (sameTurn !== 0) return sameTurn;
          if (one.organization !== other.organization) return one.organization < other.organization ? -1 : 1;
          return other.priority - one.priority || one.runnableAt - other.runnableAt || compare(one, other);
        });
      if (job === undefined) return;
      job.attempt += 1;
      job.startedAt ??= this.now;
      this.#move(job, 'running', 'job.started', null);
      this.attempts.push({ job, attempt: job.attempt, holdsSlot: true });
      holders.push(job.organization);
      this.#lastServed = job.organization;
    }
  }

  cancel(job: ModelJob, reason: string | null): void {
    if (job.status === 'queued') {
      job.cancellation = { requestedAt: this.now, reason, deadlineAt: null, stoppedAt: null, forced: false };
      this.#end(job, 'cancelled', 'job.cancelled', reason);
    } else if (job.status === 'running') {
      const deadlineAt = this.now + graceMs;
      job.cancellation = { requestedAt: this.now, reason, deadlineAt, stoppedAt: null, forced: false };
      job.secondsRemaining = null;
      this.#move(job, 'cancelling', 'job.cancelling', reason);
    }
  }

  /** Whether the server still takes what this attempt writes. */
  mayWrite({ job, attempt }: ModelAttempt): boolean {
    return !job.gone && job.attempt === attempt && (job.status === 'running' || job.status === 'cancelling');
  }

  /** Whether this attempt was told to stop: every status but `running` does that, and so does another attempt. */
  isToStop({ job, attempt }: ModelAttempt): boolean {
    return job.gone || job.attempt !== attempt || job.status !== 'running';
  }

  emit({ job }: ModelAttempt, results: readonly Omit<ModelResult, 'at'>[]): void {
    const before = job.results.length;
    for (const { id, failed } of results) {
      if (id !== null && job.results.some((known) => known.id === id)) continue;
      job.results.push({ id, failed, at: this.now });
    }
    if (job.results.length === before) return;
    job.version += 1;
    if (job.total !== null) job.total = Math.max(job.total, job.results.length);
  }

  report({ job }: ModelAttempt, total: number, phase: string, secondsRemaining: number): void {
    job.version += 1;
    job.total = Math.max(total, job.results.length);
    job.phase = phase;
    job.secondsRemaining = job.status === 'running' ? secondsRemaining : null;
  }

  /** The handler returned, or threw. A job that is tried again rests until `runnableAt`. */
  finish(given: ModelAttempt, error: ModelError | null, runnableAt: number): void {
    const { job, attempt } = given;
    this.attempts.splice(this.attempts.indexOf(given), 1);
    if (job.gone || job.attempt !== attempt) return;
    if (job.status === 'cancelling' && job.cancellation !== null) {
      job.cancellation.stoppedAt = this.now;
      this.#end(job, 'cancelled', 'job.cancelled', job.cancellation.reason);
    } else if (job.status === 'cancelled' && job.cancellation?.forced && job.cancellation.stoppedAt === null) {
      job.cancellation.stoppedAt = this.now;
      job.version += 1;
    } else if (job.status === 'running') this.#finishRunning(job, error, runnableAt);
  }

  #finishRunning(job: ModelJob, error: ModelError | null, runnableAt: number): void {
    if (error === null) this.#end(job, 'completed', 'job.completed', null);
    else if (error.retryable && job.attemptsSpent + 1 < job.maxAttempts) {
      job.attemptsSpent += 1;
      job.runnableAt = runnableAt;
      job.secondsRemaining = null;
      this.#move(job, 'queued', 'job.requeued', 'retryable_error');
    } else {
      job.error = error;
      this.#end(job, 'failed', 'job.failed', error.code);
    }
  }

  /** Lets one tick of the clock pass, with everything that becomes due meanwhile at its own instant. */
  tick(): void {
    const until = this.now + tickMs;
    const instants = this.jobs.map(({ runnableAt }) => runnableAt).filter((at) => at > this.now && at < until);
    for (const instant of instants.sort((one, other) => one - other)) {
      this.now = instant;
      this.claimDue();
    }
    this.now = until;
    for (const job of this.jobs) this.#sweep(job);
    for (const job of this.jobs) {
      if (job.finishedAt !== null && job.finishedAt + retentionMs <= this.now) job.gone = true;
    }
    this.claimDue();
  }

  #sweep(job: ModelJob): void {
    const { cancellation } = job;
    if (job.status === 'cancelling' && cancellation !== null && (cancellation.deadlineAt ?? Infinity) <= this.now) {
      cancellation.forced = true;
      this.#end(job, 'cancelled', 'job.cancelled', cancellation.reason);
    } else if ((job.deadlineAt ?? Infinity) <= this.now && (job.status === 'queued' || job.status === 'running')) {
      this.#end(job, 'expired', 'job.expired', null);
    } else return;
    for (const attempt of this.attempts) if (attempt.job === job) attempt.holdsSlot = false;
  }

  #end(job: ModelJob, to: ModelJob['status'], type: string, reason: string | null): void {
    job.finishedAt = this.now;
    job.secondsRemaining = null;
    this.#move(job, to, type, reason);
  }

  #move(job: ModelJob, to: ModelJob['status'], type: string, reason: string | null): void {
    const from = job.status;
    if (isOver(job) && job.finishedAt !== this.now) throw new Error(`The model itself moves ${job.id}, which is over.`);
    job.status = to;
    this.#record(job, from, type, reason);
  }

  #record(job: ModelJob, from: string | null, type: string, reason: string | null): void {
    job.version += 1;
    const { version: sequence, status: to, attempt } = job;
    job.events.push({ sequence, type, at: this.now, from, to, attempt, reason });
  }
}

function compare(one: ModelJob, other: ModelJob): number {
  return one.id < other.id ? -1 : 1;
}
