export type { WebhookEvent, WebhookEventData } from '@jobwire/contract';
export { type VerifiedWebhook, verifyWebhook } from './verify-webhook.ts';
export type { VerifyWebhookOptions } from './verify-webhook-options.ts';
export { isWebhookVerificationError, WebhookVerificationError } from './webhook-verification-error.ts';
