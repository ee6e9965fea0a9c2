import type { Job } from './job.ts';
import type { JobEvent } from './job-event.ts';

/** One event on its way to one receiver, with the exact text that is sent. */
export interface WebhookMessage {
  /** The same in every delivery, so that a receiver can tell a repetition. Holds no dot. */
  readonly id: string;
  readonly jobId: string;
  readonly organizationId: string;
  /** The organization, a space, and the origin of the receiver: what shares one line of deliveries, and one fate. */
  readonly destination: string;
  readonly url: string;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** Makes the message of an event; null when nobody is to be told of it. */
export type WebhookMessageSource = (job: Job, event: JobEvent) => WebhookMessage | null;

/** A message that is being delivered for the `attempt`-th time, counted from 1. */
export interface ClaimedWebhook extends WebhookMessage {
  readonly attempt: number;
}

export interface WebhookClaim {
  readonly now: number;
  /** When another delivery may begin although this one said nothing, because its process is gone. */
  readonly leaseExpiresAt: number;
  /** How many messages at most. */
  readonly limit: number;
  /** How many more deliveries a destination takes at the moment. */
  capacityOf(destination: string): number;
  /** How many more each of these organizations may have; none where it is not named. They come in the order of their turn. */
  sharesOf(organizationIds: readonly string[]): ReadonlyMap<string, number>;
}

export interface WebhookPostponement {
  /** When to deliver the message again. */
  readonly at: number;
  /** Until then nothing goes to its destination. */
  readonly destinationPausedUntil: number;
}

export interface WebhookSurrender {
  /** What was created before is too old. */
  readonly createdBefore: number;
  readonly destinationPausedUntil: number;
}

/**
 * Messages wait here from the transaction of the transition that they tell of until they were taken, so none is lost;
 * whoever dies between sending and saying so causes a repetition, so some come twice.
 *
 * What is said about a delivery is ignored when a later delivery of the same message has begun.
 */
export interface WebhookOutbox {
  /**
   * Takes messages that are due, fairly among destinations and among organizations: neither a long line at one destination
   * nor any number of destinations of one organization holds up another.
   *
   * @throws DestinationFaultError when those of one cannot be written. Nothing is taken then; one without capacity is left
   *   alone.
   */
  claim(claim: WebhookClaim): Promise<ClaimedWebhook[]>;
  /** The receiver has it. Forgets the message, and ends a pause of the destination. */
  settle(message: ClaimedWebhook): Promise<void>;
  /** It failed, and is to be tried again. */
  postpone(message: ClaimedWebhook, times: WebhookPostponement): Promise<void>;
  /** Nobody tries again. Forgets the message, and those to the same destination that are too old to be of use. */
  giveUp(message: ClaimedWebhook, times: WebhookSurrender): Promise<void>;
  /** The receiver wants no more of this job: forgets its messages, and makes no more of them. */
  endForJob(message: ClaimedWebhook): Promise<void>;
  /** When the next message may be due; null when none waits. */
  nextDueAt(): Promise<number | null>;
}
