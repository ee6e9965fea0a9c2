import { type Logger, logs } from '../domain/logger.ts';
import type { WebhookDelivery } from '../domain/webhook-delivery.ts';

const messages = {
  delivered: 'A webhook was delivered.',
  postponed: 'A webhook was not taken, and will be sent again.',
  given_up: 'A webhook was not taken, and is given up.',
  ended: 'A receiver wants no more webhooks of a job.',
} as const satisfies Record<WebhookDelivery['outcome'], string>;

/** Tells how a webhook went. Of its address only the origin, since the rest may hold a secret of the receiver. */
export function logDelivery(logger: Logger, { message, outcome, answer }: WebhookDelivery): void {
  const level = outcome === 'given_up' ? 'warn' : outcome === 'delivered' ? 'debug' : 'info';
  if (level !== 'warn' && !logs(logger, level)) return;
  const { id, jobId, organizationId, url, attempt } = message;
  const receiver = new URL(url).origin;
  logger[level](
    { webhook_id: id, job_id: jobId, organization: organizationId, receiver, attempt, outcome, answer },
    messages[outcome],
  );
}
