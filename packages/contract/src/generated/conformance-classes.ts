// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

/** The parts of the contract that a server can declare in its capabilities. */
export const conformanceClassNames = [
  'core',
  'list',
  'results',
  'events',
  'wait',
  'idempotency',
  'bulk-cancel',
  'delete',
  'scheduling',
  'webhooks',
  'rate-limit',
] as const;

export type ConformanceClass = (typeof conformanceClassNames)[number];

/** What belongs to each class. */
export const conformanceClasses = {
  core: {
    required: true,
    operations: ['createJob', 'getJob', 'cancelJob', 'getCapabilities'],
    description: 'The operations `createJob`, `getJob`, `cancelJob` and `getCapabilities`; the lifecycle with its promises; every problem that belongs to them; conditional requests with `ETag` and `If-None-Match`; the isolation of organizations; read-only keys. Every server serves it.',
  },
  list: {
    required: false,
    operations: ['listJobs'],
    description: 'The operation `listJobs`, with its filters, its order and its cursor.',
  },
  results: {
    required: false,
    operations: ['listJobResults'],
    description: 'The operation `listJobResults`, and the agreement of `progress` with the results of a terminal job.',
  },
  events: {
    required: false,
    operations: ['listJobEvents'],
    description: 'The operation `listJobEvents`, as pages and as a stream.',
  },
  wait: {
    required: false,
    operations: [],
    description: 'The header `Prefer` with `wait=n` on `createJob`, `getJob`, `cancelJob` and, where class `events` is served, on `listJobEvents`; with `Preference-Applied`.',
  },
  idempotency: {
    required: false,
    operations: [],
    description: 'The header `Idempotency-Key` on `createJob`, with `Idempotent-Replayed` and the two problems `idempotency_key_reused` and `idempotency_key_in_use`.',
  },
  'bulk-cancel': {
    required: false,
    operations: ['cancelJobs'],
    description: 'The operation `cancelJobs`, by ids and by filter.',
  },
  delete: {
    required: false,
    operations: ['deleteJob'],
    description: 'The operation `deleteJob`, with the problem `job_not_terminal`.',
  },
  scheduling: {
    required: false,
    operations: [],
    description: 'The members `scheduled_for` and `timeout_seconds` of a new job, and the status `expired`.',
  },
  webhooks: {
    required: false,
    operations: [],
    description: 'The member `webhook` of a new job, and the signed deliveries with their retries.',
  },
  'rate-limit': {
    required: false,
    operations: [],
    description: 'The headers `RateLimit` and `RateLimit-Policy`, and the problem `rate_limited` when the limit is passed.',
  },
} as const;
