export type { WebhookEvent, WebhookEventData } from '@jobwire/contract';
export { type VerifiedWebhook, type VerifyWebhookOptions, verifyWebhook } from './verify-webhook.ts';
export { isWebhookVerificationError, WebhookVerificationError } from './webhook-verification-error.ts';
