import { isTerminal, type WebhookEvent, webhookEventTypes } from '@jobwire/contract';
import type { IdSource } from '../domain/id-source.ts';
import type { Job } from '../domain/job.ts';
import type { JobEvent } from '../domain/job-event.ts';
import type { WebhookMessageSource } from '../domain/webhook-outbox.ts';
import { isoInstant } from './instant.ts';
import { wireJob } from './wire-job.ts';

/** Makes the webhook of an event, if the caller asked to be told of its type. */
export function webhookSource(newId: IdSource): WebhookMessageSource {
  return (job, event) => {
    const { webhook } = job;
    if (webhook === null) return null;
    const type = webhookEventTypes.find((known) => known === event.type);
    if (type === undefined || webhook.events?.includes(type) === false) return null;
    return {
      id: newId(),
      jobId: job.id,
      organizationId: job.organizationId,
      destination: `${job.organizationId} ${new URL(webhook.url).origin}`,
      url: webhook.url,
      body: JSON.stringify(wireWebhook(job, event, type)),
      createdAt: event.at,
    };
  };
}

/** The body of a webhook as the contract shows it. */
function wireWebhook(job: Job, event: JobEvent, type: WebhookEvent['type']): WebhookEvent {
  const { progress, cancellation, finished_at } = wireJob(job);
  return {
    type,
    timestamp: isoInstant(event.at),
    data: {
      job_id: job.id,
      job_type: job.type,
      organization_id: job.organizationId,
      status: job.status,
      terminal: isTerminal(job.status),
      version: job.version,
      attempt: job.attempt,
      metadata: job.metadata,
      progress,
      error: job.error,
      cancellation,
      finished_at,
    },
  };
}
