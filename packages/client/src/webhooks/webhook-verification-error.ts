/** Why a webhook was not taken. */
export type WebhookVerificationReason =
  /** One of the headers `webhook-id`, `webhook-timestamp` and `webhook-signature` is missing, or is not what it has to be. */
  | 'malformed_headers'
  /** It was sent longer ago than is tolerated: perhaps somebody recorded it and sends it again. */
  | 'too_old'
  /** It was sent further in the future than is tolerated: one of the two clocks is wrong. */
  | 'too_new'
  /** It was signed with none of the secrets, or its body was changed: by an attacker, or by a parser that wrote it anew. */
  | 'wrong_signature'
  /** It was signed, and is no event of the contract. */
  | 'malformed_body';

const sentences: Record<WebhookVerificationReason, string> = {
  malformed_headers: 'it lacks webhook-id, webhook-timestamp or webhook-signature, or one of them is malformed',
  too_old: 'its webhook-timestamp is too long ago',
  too_new: 'its webhook-timestamp is too far in the future',
  wrong_signature: 'no secret gives its webhook-signature for its body as it came',
  malformed_body: 'its body is not an event of the contract',
};

/** A webhook must not be acted upon. Answer it 401. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
  readonly reason: WebhookVerificationReason;

  constructor(reason: WebhookVerificationReason) {
    super(`The webhook was refused: ${sentences[reason]}.`);
    this.reason = reason;
  }
}

/** Whether a webhook was refused. */
export function isWebhookVerificationError(error: unknown): error is WebhookVerificationError {
  return error instanceof WebhookVerificationError;
}
