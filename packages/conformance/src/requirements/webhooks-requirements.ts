import type { Requirement } from './requirement.ts';

/** What `webhook` of `createJob` promises. */
export const webhooksRequirements = [
  {
    id: 'webhooks/tell-each-transition',
    level: 'must',
    class: 'webhooks',
    sentence: 'The receiver is told of the start and the end of the job.',
    source: '/webhooks',
  },
  {
    id: 'webhooks/tell-of-cancel',
    level: 'must',
    class: 'webhooks',
    sentence: 'The receiver is told of a cancel and of its end.',
    source: '/webhooks/job.cancelling/post',
  },
  {
    id: 'webhooks/body-fits-schema',
    level: 'must',
    class: 'webhooks',
    sentence: 'The body of a webhook fits its schema.',
    source: '/components/schemas/WebhookEvent',
  },
  {
    id: 'webhooks/headers-of-standard-webhooks',
    level: 'must',
    class: 'webhooks',
    sentence:
      'Every delivery carries `webhook-id` without a dot, a `webhook-timestamp` of now and a `webhook-signature`.',
    source: '/components/parameters/WebhookId',
  },
  {
    id: 'webhooks/signature-matches',
    level: 'must',
    class: 'webhooks',
    sentence: 'One of the signatures is the HMAC-SHA256 of id, timestamp and body under the secret.',
    source: '/components/parameters/WebhookSignature',
  },
  {
    id: 'webhooks/ids-name-events',
    level: 'must',
    class: 'webhooks',
    sentence: 'Each event has an id of its own.',
    source: '/components/parameters/WebhookId',
  },
  {
    id: 'webhooks/repeated-until-taken',
    level: 'must',
    class: 'webhooks',
    sentence: 'A delivery that was not answered 2xx is repeated.',
    source: '/webhooks/job.completed/post',
  },
  {
    id: 'webhooks/repeated-under-one-id',
    level: 'must',
    class: 'webhooks',
    sentence: 'A repetition has the same `webhook-id` and body, and a timestamp of its own.',
    source: '/webhooks/job.completed/post',
  },
  {
    id: 'webhooks/taken-is-not-repeated',
    level: 'should',
    class: 'webhooks',
    sentence: 'A delivery that was answered 2xx is not repeated.',
    source: '/webhooks/job.completed/post',
  },
  {
    id: 'webhooks/redirect-is-not-followed',
    level: 'must',
    class: 'webhooks',
    sentence: 'A redirect of the receiver is not followed.',
    source: '/webhooks/job.completed/post',
  },
  {
    id: 'webhooks/gone-ends-deliveries',
    level: 'must',
    class: 'webhooks',
    sentence: 'An answer of 410 ends all deliveries of the job to this receiver.',
    source: '/webhooks/job.completed/post',
  },
  {
    id: 'webhooks/only-chosen-events',
    level: 'must',
    class: 'webhooks',
    sentence: 'Only the types in `webhook.events` are sent.',
    source: '/components/schemas/CreateJobWebhook/properties/events',
  },
  {
    id: 'webhooks/repeated-cancel-sends-none',
    level: 'must',
    class: 'webhooks',
    sentence: 'Repeating a cancel raises no second webhook.',
    source: '/info/description#what-cancel-promises',
  },
  {
    id: 'webhooks/end-agrees-with-job',
    level: 'must',
    class: 'webhooks',
    sentence: 'The webhook of the end tells the status, version and counts that `getJob` shows.',
    source: '/components/schemas/WebhookEventData',
  },
  {
    id: 'webhooks/address-is-not-shown',
    level: 'must',
    class: 'webhooks',
    sentence: 'The job does not show the address of its receiver.',
    source: '/components/schemas/CreateJobWebhook',
  },
  {
    id: 'webhooks/broken-receiver-answers-400',
    level: 'must',
    class: 'webhooks',
    sentence:
      'A `webhook` without an address, with one that is no URI or is too long, or with unknown, repeated or no events is `validation_error`.',
    source: '/components/schemas/CreateJobWebhook',
  },
] as const satisfies readonly Requirement[];
