import type { ClaimedWebhook } from './webhook-outbox.ts';

/** `ended`: the receiver answered 410. `given_up`: it was the last of the schedule. */
export const webhookOutcomes = ['delivered', 'postponed', 'given_up', 'ended'] as const;

/** How one delivery went. */
export interface WebhookDelivery {
  readonly message: ClaimedWebhook;
  readonly outcome: (typeof webhookOutcomes)[number];
  /** The receiver's status, or the code of what kept the delivery from getting one. */
  readonly answer: number | string;
}
