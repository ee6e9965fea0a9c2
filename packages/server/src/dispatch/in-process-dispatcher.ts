import type { Dispatcher } from '../domain/dispatcher.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import { fairShares } from '../domain/fair-shares.ts';
import type { Job } from '../domain/job.ts';
import { StartableJobs, type StartableJobsOptions } from './startable-jobs.ts';

export interface InProcessDispatcherOptions extends StartableJobsOptions {
  /** How many jobs run at the same time. */
  readonly concurrency: number;
  /** Jobs that were claimed without its being known, each once. Asked before others are claimed. */
  readonly found?: () => Promise<Job[]>;
}

/** Looks again this often even when nothing was announced, so that a lost word delays a job and never strands it. */
const lookAgainMs = 1000;

/** So that no transaction keeps other requests waiting for long, however many jobs become due at the same time. */
const jobsPerTransaction = 500;

/**
 * Delivers jobs within one process. It keeps no queue of its own: which jobs are due is asked of the store whenever a
 * slot is free, so there is nothing to rebuild after a crash and nothing that could disagree with the rows.
 *
 * Free slots are shared out fairly among the organizations that have jobs waiting, and each organization's share goes to
 * its jobs by priority. A look costs as much as there are slots, not as there are jobs or organizations.
 */
export class InProcessDispatcher implements Dispatcher {
  readonly #options: InProcessDispatcherOptions;
  readonly #delivered = new Map<string, Promise<void>>();
  /** How many slots each organization holds. */
  readonly #held = new Map<string, number>();
  readonly #startable: StartableJobs;
  /** Whose turn it was last: the next one is the next in the order of names. */
  #lastServed = '';
  #run: ((job: string | Job) => Promise<void>) | null = null;
  #runEvenLate: ((job: string | Job) => Promise<void>) | null = null;
  #cancelTimer: () => void = () => {};
  /** When the next of the jobs that wait for their time becomes due, as it was when last asked or told. */
  #nextDueAt = Number.POSITIVE_INFINITY;
  #askedAt = Number.NEGATIVE_INFINITY;
  /** When the timer fires; an instant that is not sooner needs no other one. */
  #wakesAt = Number.POSITIVE_INFINITY;
  /** The look under way; null between looks. */
  #looking: Promise<void> | null = null;
  #lookAgain = false;

  constructor(options: InProcessDispatcherOptions) {
    this.#options = options;
    this.#startable = new StartableJobs(options);
  }

  notify(runnableAt: number): void {
    if (runnableAt <= this.#options.clock.now()) {
      this.#look();
      return;
    }
    this.#nextDueAt = Math.min(this.#nextDueAt, runnableAt);
    this.#sleepUntil(runnableAt);
  }

  start(run: (job: string | Job) => Promise<void>): void {
    this.#run = run;
    this.#runEvenLate = run;
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
    const { clock, onError } = this.#options;
    try {
      let now = clock.now();
      while (this.#lookAgain && this.#run !== null) {
        this.#lookAgain = false;
        now = clock.now();
        await this.#deliverFound();
        if (this.#freeSlots <= 0) return;
        await this.#markReady(now);
        await this.#fillSlots(now);
      }
      this.#sleepUntil(Math.min(this.#nextDueAt, clock.now() + lookAgainMs));
    } catch (error) {
      onError(error);
      this.#sleepUntil(clock.now() + lookAgainMs);
    }
  }

  async #deliverFound(): Promise<void> {
    const { found } = this.#options;
    if (found === undefined) return;
    for (const job of await found()) this.#deliver(job.organizationId, job);
  }

  /** Asks what waits for its time no more often than something may have become due, or may have come unannounced. */
  async #markReady(now: number): Promise<void> {
    const { store, onError } = this.#options;
    if (now < this.#nextDueAt && now - this.#askedAt < lookAgainMs) return;
    this.#askedAt = now;
    this.#nextDueAt = Number.POSITIVE_INFINITY;
    try {
      while ((await store.markReady(now, jobsPerTransaction)) === jobsPerTransaction);
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error;
      // Those that may start already are not held up by one that cannot be marked.
      onError(error);
    }
    // What has become due since `now` was not marked, and is waited for here.
    const next = await store.nextDueAt(now);
    // One that was announced meanwhile may be sooner.
    this.#nextDueAt = Math.min(this.#nextDueAt, next ?? Number.POSITIVE_INFINITY);
  }

  get #freeSlots(): number {
    return this.#options.concurrency - this.#delivered.size;
  }

  /**
   * As many organizations as can matter are asked: one for each free slot, and those that hold slots, since all that they
   * have may be on its way already. More are, where some had nothing to start but what rests or is to be ended.
   */
  async #fillSlots(now: number): Promise<void> {
    let idle = 0;
    while (this.#freeSlots > 0 && this.#run !== null) {
      const most = this.#freeSlots + this.#held.size + idle;
      const turn = await this.#organizationsInTurn(most);
      const idleInTurn = await this.#share(turn, now);
      if (idleInTurn === 0 || turn.length < most) return;
      idle += idleInTurn;
    }
  }

  /** Shares the free slots out among organizations, and gives back how many of them had nothing to start. */
  async #share(given: readonly string[], now: number): Promise<number> {
    const turn = [...given];
    const idle = new Set(turn);
    while (this.#freeSlots > 0 && turn.length > 0 && this.#run !== null) {
      const shares = fairShares(turn, this.#held, this.#freeSlots);
      const fresh = new Map<string, (string | Job)[]>();
      let failure: unknown;
      try {
        for (const [organizationId, { length }] of Map.groupBy(shares, (share) => share)) {
          fresh.set(organizationId, await this.#jobsToStart(organizationId, now, length));
        }
      } catch (error) {
        // What was claimed before it runs all the same.
        failure = error;
      }
      for (const organizationId of shares) {
        const job = fresh.get(organizationId)?.shift();
        if (job !== undefined) {
          this.#deliver(organizationId, job);
          idle.delete(organizationId);
        }
        // Its other slots go to the others.
        else if (turn.includes(organizationId)) turn.splice(turn.indexOf(organizationId), 1);
      }
      if (failure !== undefined) throw failure;
    }
    return [...idle].filter((organizationId) => !turn.includes(organizationId)).length;
  }

  #jobsToStart(organizationId: string, now: number, most: number): Promise<(string | Job)[]> {
    const slots = this.#held.get(organizationId) ?? 0;
    return this.#startable.first(organizationId, now, most, { has: (jobId) => this.#delivered.has(jobId), slots });
  }

  /** Beginning behind the one that was served last. */
  async #organizationsInTurn(most: number): Promise<string[]> {
    const { store } = this.#options;
    const first = await store.dueOrganizations('', most);
    if (first.length < most || this.#lastServed === '') return behind(this.#lastServed, first);
    const after = await store.dueOrganizations(this.#lastServed, most);
    return [...after, ...first.filter((organizationId) => !after.includes(organizationId))].slice(0, most);
  }

  #deliver(organizationId: string, job: string | Job): void {
    const run = this.#runEvenLate;
    // What was claimed while the server began to stop is this process's to put back.
    if (run === null || (this.#run === null && typeof job === 'string')) return;
    const jobId = typeof job === 'string' ? job : job.id;
    const delivered = run(job).then(
      () => {
        this.#delivered.delete(jobId);
        this.#hold(organizationId, -1);
        this.#startable.succeeded(jobId);
        this.#look();
      },
      (error: unknown) => {
        this.#delivered.delete(jobId);
        this.#hold(organizationId, -1);
        this.#startable.failed(jobId, error);
        // A store that refuses claims would refuse the next one too: the job still looks due, and is left for a moment.
        this.#sleepUntil(this.#options.clock.now() + lookAgainMs);
      },
    );
    this.#delivered.set(jobId, delivered);
    this.#hold(organizationId, 1);
    this.#lastServed = organizationId;
  }

  #hold(organizationId: string, slots: 1 | -1): void {
    const held = (this.#held.get(organizationId) ?? 0) + slots;
    if (held === 0) this.#held.delete(organizationId);
    else this.#held.set(organizationId, held);
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

/** The same names, in their order, from the first one behind `last` on. */
function behind(last: string, names: readonly string[]): string[] {
  const start = names.findIndex((name) => name > last);
  return start < 0 ? [...names] : [...names.slice(start), ...names.slice(0, start)];
}
