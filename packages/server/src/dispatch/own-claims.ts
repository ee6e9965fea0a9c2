import type { Clock } from '../domain/clock.ts';
import { StoreUnavailableError } from '../domain/errors/store-unavailable-error.ts';
import type { Job } from '../domain/job.ts';
import type { JobStore, OverdueJob } from '../domain/job-store.ts';
import type { Transition } from '../domain/transition.ts';

export interface OwnClaimsOptions {
  readonly store: Pick<JobStore, 'claimDue' | 'overdue' | 'renewLease' | 'jobs'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Names this process on the leases it holds. */
  readonly name: string;
  readonly leaseMs: number;
  /** What takes a job for this process, from now on. */
  readonly claim: () => Transition;
}

/** A claim whose answer was lost. Whether it was carried out, the rows tell for as long as its lease lasts. */
interface DoubtfulClaim {
  readonly owner: string;
  readonly leaseExpiresAt: number;
}

/** How often the rows are asked while a claim is in doubt: its commit may be under way still. */
const askAgainMs = 1000;

/** Those whose leases end first. Jobs that run renew theirs, and are behind those of a lost claim soon. */
const jobsPerAsk = 200;

/**
 * Claims jobs for this process, and finds those again whose claim was carried out though its answer was lost: nobody would
 * run them, and the end of their lease would cost them an attempt that never began. So that they can be told from those
 * that run here, each claim has a name of its own on its leases.
 */
export class OwnClaims {
  readonly #options: OwnClaimsOptions;
  #made = 0;
  #doubtful: DoubtfulClaim[] = [];
  /** Attempts that were found, by job and number, for as long as a claim is in doubt. */
  readonly #found = new Set<string>();
  #askAgainAt = Number.NEGATIVE_INFINITY;

  constructor(options: OwnClaimsOptions) {
    this.#options = options;
  }

  /** The first due jobs of an organization, at most `limit`. */
  async claim(organizationId: string, limit: number): Promise<Job[]> {
    const { store, name, leaseMs, claim } = this.#options;
    const given = claim();
    this.#made += 1;
    const owner = `${name}-${this.#made}`;
    const named = { ...given, changes: { ...given.changes, leaseOwner: { set: owner } } };
    try {
      return await store.claimDue(organizationId, named, limit);
    } catch (error) {
      if (error instanceof StoreUnavailableError && error.mayBeStored) {
        this.#doubtful.push({ owner, leaseExpiresAt: given.at + leaseMs });
      }
      throw error;
    }
  }

  /** The jobs that a claim in doubt turns out to have claimed, each once, with a lease that begins anew. */
  async found(): Promise<Job[]> {
    const { store, clock } = this.#options;
    const now = clock.now();
    this.#doubtful = this.#doubtful.filter(({ leaseExpiresAt }) => leaseExpiresAt > now);
    if (this.#doubtful.length === 0) {
      this.#found.clear();
      return [];
    }
    if (now < this.#askAgainAt) return [];
    this.#askAgainAt = now + askAgainMs;
    const owners = new Set(this.#doubtful.map(({ owner }) => owner));
    const lastEnd = Math.max(...this.#doubtful.map(({ leaseExpiresAt }) => leaseExpiresAt));
    const ending = await store.overdue(lastEnd, jobsPerAsk);
    const isOurs = ({ status, leaseOwner }: OverdueJob) => status === 'running' && owners.has(leaseOwner ?? '');
    const ours = await store.jobs(ending.filter(isOurs).map(({ id }) => id));
    const renewed = await Promise.all(ours.filter(isOurs).map((job) => this.#renewed(job)));
    return renewed.filter((job) => job !== null);
  }

  /** Null when it has moved on meanwhile, or was found before, or the store cannot tell: then it is asked again. */
  async #renewed(job: Job): Promise<Job | null> {
    const { store, clock, leaseMs } = this.#options;
    const attempt = `${job.id} ${job.attempt}`;
    if (this.#found.has(attempt)) return null;
    const leaseExpiresAt = clock.now() + leaseMs;
    const state = await store.renewLease(job.id, job.attempt, leaseExpiresAt).catch(() => null);
    if (state?.status !== 'running') return null;
    this.#found.add(attempt);
    return { ...job, leaseExpiresAt };
  }
}
