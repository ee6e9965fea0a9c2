import type { Clock } from '../domain/clock.ts';
import { DestinationFaultError } from '../domain/destination-fault-error.ts';
import { Resting } from '../domain/resting.ts';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';
import type { ClaimedWebhook, WebhookOutbox } from '../domain/webhook-outbox.ts';
import { Destinations } from './destinations.ts';
import { orAborted } from './or-aborted.ts';
import { organizationShares } from './organization-shares.ts';
import { retryAfterMs } from './retry-after.ts';
import { messageLifetimeMs, nextDeliveryInMs } from './retry-schedule.ts';
import type { WebhookAnswer, WebhookRequest } from './send-webhook.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export interface WebhookDispatcherOptions {
  readonly outbox: WebhookOutbox;
  readonly secrets: WebhookSecrets;
  readonly send: (request: WebhookRequest) => Promise<WebhookAnswer>;
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  /** How long a receiver may take to answer. */
  readonly timeoutMs: number;
  readonly onDelivery: (delivery: WebhookDelivery) => void;
  readonly onError: (error: unknown) => void;
}

/** How many deliveries are under way at most, half of them of one organization. */
const mostUnderWay = 128;

/** Looks again this often even when nothing was announced, so that a lost word delays a message and never strands it. */
const lookAgainMs = 5000;

/** What is due and cannot be taken yet is not asked for all the time. */
const shortestSleepMs = 20;

/** Each delivery that ends looks again at what is due and has to wait for a place; this finds what comes up besides. */
const heldUpSleepMs = 250;

/** A delivery whose process died is taken up again this long after its own time limit. */
const leaseMarginMs = 15_000;

/** A stop waits no longer than this for the store to note what became of the deliveries under way. */
const longestStopMs = 5000;

const userAgent = 'Jobwire-Webhooks/1';

/** Delivers what waits in the outbox, and repeats what was not taken. */
export class WebhookDispatcher {
  readonly #options: WebhookDispatcherOptions;
  readonly #destinations = new Destinations();
  /** Destinations whose messages cannot be claimed: they keep no others from being sent. */
  readonly #resting: Resting;
  readonly #underWay = new Map<ClaimedWebhook, { done: Promise<void>; abort: AbortController }>();
  #stopped = true;
  #looking = false;
  #look: Promise<void> = Promise.resolve();
  #lookAgain = false;
  #cancelTimer: () => void = () => {};

  constructor(options: WebhookDispatcherOptions) {
    this.#options = options;
    this.#resting = new Resting(options.clock);
  }

  start(): void {
    this.#stopped = false;
    this.notify();
  }

  /** Something may be due. */
  notify(): void {
    this.#lookAgain = true;
    if (this.#looking || this.#stopped) return;
    this.#looking = true;
    this.#cancelTimer();
    this.#look = this.#lookForDue()
      .catch(this.#options.onError)
      .finally(() => {
        this.#looking = false;
        if (this.#lookAgain) this.notify();
      });
  }

  /** Begins no delivery, and hangs up on the receivers of those under way: they are repeated after the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelTimer();
    for (const { abort } of this.#underWay.values()) abort.abort();
    const bound = Promise.withResolvers<void>();
    const cancelBound = this.#options.clock.schedule(longestStopMs, bound.resolve);
    await Promise.race([this.#ended(), bound.promise]);
    cancelBound();
  }

  async #ended(): Promise<void> {
    // What it has claimed meanwhile is given back.
    await this.#look;
    await Promise.all([...this.#underWay.values()].map(({ done }) => done));
  }

  /** Begins whatever there is room for, then sleeps until more is due. */
  async #lookForDue(): Promise<void> {
    const { clock } = this.#options;
    let wakeInMs = lookAgainMs;
    try {
      while (this.#lookAgain && !this.#stopped) {
        this.#lookAgain = false;
        if (await this.#claim()) this.#lookAgain = true;
        else wakeInMs = await this.#sleepMs();
      }
    } finally {
      if (!this.#stopped) this.#cancelTimer = clock.schedule(Math.min(wakeInMs, lookAgainMs), () => this.notify());
    }
  }

  async #sleepMs(): Promise<number> {
    const { outbox, clock } = this.#options;
    const dueInMs = ((await outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY) - clock.now();
    return dueInMs <= 0 && this.#underWay.size > 0 ? heldUpSleepMs : Math.max(dueInMs, shortestSleepMs);
  }

  /** Whether there may be more to claim. When nothing more can be under way, each delivery that ends looks again. */
  async #claim(): Promise<boolean> {
    const { outbox, clock, timeoutMs, onError } = this.#options;
    const limit = mostUnderWay - this.#underWay.size;
    if (limit <= 0) return false;
    const now = clock.now();
    try {
      const claimed = await outbox.claim({
        now,
        limit,
        leaseExpiresAt: now + timeoutMs + leaseMarginMs,
        capacityOf: (destination) => (this.#resting.has(destination) ? 0 : this.#destinations.capacityOf(destination)),
        sharesOf: (organizationIds) => organizationShares(organizationIds, this.#underWayByOrganization(), limit),
      });
      for (const message of claimed) this.#begin(message);
      return claimed.length > 0;
    } catch (error) {
      if (!(error instanceof DestinationFaultError)) throw error;
      this.#resting.failed(error.destination);
      onError(error);
      return true;
    }
  }

  #underWayByOrganization(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { organizationId } of this.#underWay.keys()) {
      counts.set(organizationId, (counts.get(organizationId) ?? 0) + 1);
    }
    return counts;
  }

  #begin(message: ClaimedWebhook): void {
    const abort = new AbortController();
    if (this.#stopped) abort.abort();
    this.#destinations.begin(message.destination);
    const done = this.#deliver(message, abort)
      .catch(this.#options.onError)
      .finally(() => {
        this.#underWay.delete(message);
        this.notify();
      });
    this.#underWay.set(message, { done, abort });
  }

  async #deliver(message: ClaimedWebhook, abort: AbortController): Promise<void> {
    const { clock, onDelivery } = this.#options;
    const cancelTimeout = clock.schedule(this.#options.timeoutMs, () => abort.abort(new TimeoutError()));
    let answer: WebhookAnswer | null = null;
    let failure: unknown = null;
    try {
      answer = await orAborted(abort.signal, () => this.#post(message, abort.signal));
    } catch (error) {
      failure = abort.signal.aborted ? abort.signal.reason : error;
    } finally {
      cancelTimeout();
    }
    const outcome = await this.#conclude(message, answer);
    onDelivery({ message, outcome, answer: answer?.status ?? codeOf(failure) });
  }

  async #post(message: ClaimedWebhook, signal: AbortSignal): Promise<WebhookAnswer> {
    const { send, secrets, clock } = this.#options;
    const { id, url, body, organizationId } = message;
    if (!secrets.has(organizationId)) throw new NoSecretError();
    const sentAt = clock.now();
    const headers = {
      'user-agent': userAgent,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAt / 1000)),
      'webhook-signature': secrets.sign(organizationId, { id, sentAt, body }),
    };
    return send({ url: new URL(url), headers, body, signal });
  }

  /**
   * A receiver that answers, and does not want this webhook, is well: a path that is gone says nothing about the others
   * of its host. One that is unreachable, slow, overloaded or failing is in trouble.
   */
  #pauseMs(destination: string, status: number): number {
    if (status > 0 && status < 500 && status !== 429) {
      this.#destinations.succeeded(destination);
      return 0;
    }
    return this.#destinations.failed(destination);
  }

  async #conclude(message: ClaimedWebhook, answer: WebhookAnswer | null): Promise<WebhookDelivery['outcome']> {
    const { outbox, clock, random } = this.#options;
    const { destination } = message;
    const status = answer?.status ?? 0;
    if (status >= 200 && status < 300) {
      this.#destinations.succeeded(destination);
      await outbox.settle(message);
      return 'delivered';
    }
    if (status === 410) {
      this.#destinations.succeeded(destination);
      await outbox.endForJob(message);
      return 'ended';
    }
    const now = clock.now();
    if (this.#stopped && answer === null) {
      await outbox.postpone(message, { at: now, destinationPausedUntil: now });
      return 'postponed';
    }
    const destinationPausedUntil = now + this.#pauseMs(destination, status);
    const createdBefore = now - messageLifetimeMs;
    const asked = retryAfterMs(answer?.retryAfter, now);
    const delayMs = nextDeliveryInMs(message.attempt, asked, random());
    if (delayMs === null || message.createdAt < createdBefore) {
      await outbox.giveUp(message, { createdBefore, destinationPausedUntil });
      return 'given_up';
    }
    await outbox.postpone(message, { at: now + delayMs, destinationPausedUntil });
    return 'postponed';
  }
}

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly code = 'ETIMEDOUT';
}

class NoSecretError extends Error {
  override readonly name = 'NoSecretError';
  readonly code = 'ENOSECRET';
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : (name ?? 'unknown');
}
