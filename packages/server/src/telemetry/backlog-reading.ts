import type { Clock } from '../domain/clock.ts';
import type { Backlog, JobStore, OverdueJob } from '../domain/job-store.ts';
import type { WebhookOutbox } from '../domain/webhook-outbox.ts';

/** Open jobs are counted no further than this in each status, so that a look takes milliseconds however many wait. */
export const countLimit = 100_000;

/** Of each bound, so many jobs that it has overtaken are looked at. */
const overdueExamined = 100;

/** Looking takes no more than one part in so many of the time, however often it is asked for. */
const restShare = 100;

/** Figures get no older than this, whatever they cost. */
const longestRestMs = 5000;

/** No scrape waits longer for a database that is silent; Prometheus gives up after ten seconds. */
const boundMs = 2000;

/** How much work there is in the database, as of one moment. */
export interface BacklogFigures {
  readonly open: Backlog['open'];
  /** For how long the job that is due for longest waits. */
  readonly queueLagMs: number;
  /** For how long the job that was to be ended longest ago is still open. */
  readonly overdueMs: number;
  /** For how long the webhook that is due for longest waits to be sent. */
  readonly webhookLagMs: number;
}

export interface BacklogReadingOptions {
  readonly store: JobStore;
  readonly outbox: Pick<WebhookOutbox, 'nextDueAt'>;
  readonly clock: Clock;
  /** Tells how long a look took. */
  readonly monotonicMs?: () => number;
}

/**
 * Figures of the database for all who scrape a process. They are remembered for a hundred times as long as they took, so
 * that they are those of the moment where they cost nothing, and cost little where they do.
 */
export class BacklogReading {
  readonly #store: JobStore;
  readonly #outbox: BacklogReadingOptions['outbox'];
  readonly #clock: Clock;
  readonly #monotonicMs: () => number;
  #known: { readonly figures: BacklogFigures; readonly until: number } | null = null;
  #underWay: Promise<BacklogFigures | null> | null = null;

  constructor({ store, outbox, clock, monotonicMs = () => performance.now() }: BacklogReadingOptions) {
    this.#store = store;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#monotonicMs = monotonicMs;
  }

  /** Null when the database does not answer in time. */
  figures(): Promise<BacklogFigures | null> {
    if (this.#known !== null && this.#monotonicMs() < this.#known.until) return Promise.resolve(this.#known.figures);
    this.#underWay ??= this.#look()
      .catch(() => null)
      .finally(() => {
        this.#underWay = null;
      });
    return this.#inTime(this.#underWay);
  }

  async #look(): Promise<BacklogFigures> {
    const began = this.#monotonicMs();
    const now = this.#clock.now();
    const { open, oldestDueAt } = await this.#store.backlog(now, countLimit);
    const overdue = await this.#store.overdue(now, overdueExamined);
    const webhookDueAt = await this.#outbox.nextDueAt();
    const passed = overdue.flatMap(boundsOf).filter((bound) => bound <= now);
    const figures = {
      open,
      queueLagMs: Math.max(0, now - (oldestDueAt ?? now)),
      overdueMs: now - Math.min(now, ...passed),
      webhookLagMs: Math.max(0, now - (webhookDueAt ?? now)),
    };
    const ended = this.#monotonicMs();
    this.#known = { figures, until: ended + Math.min(restShare * (ended - began), longestRestMs) };
    return figures;
  }

  #inTime(look: Promise<BacklogFigures | null>): Promise<BacklogFigures | null> {
    return new Promise((resolve) => {
      const cancelTimer = this.#clock.schedule(boundMs, () => resolve(null));
      void look.then((figures) => {
        cancelTimer();
        resolve(figures);
      });
    });
  }
}

/** The instants at which a job is to be ended if it has not moved. A deadline does not matter any more to one that is cancelled. */
function boundsOf({ status, leaseExpiresAt, cancelDeadlineAt, deadlineAt }: OverdueJob): number[] {
  return [leaseExpiresAt, cancelDeadlineAt, status === 'cancelling' ? null : deadlineAt].filter(
    (bound) => bound !== null,
  );
}
