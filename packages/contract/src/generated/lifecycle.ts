// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

/** Where a job can be, in lifecycle order. */
export const jobStatuses = ['queued', 'running', 'cancelling', 'completed', 'failed', 'cancelled', 'expired'] as const;

export type JobStatus = (typeof jobStatuses)[number];

/** The statuses that no transition leaves. */
export const terminalJobStatuses = ['completed', 'failed', 'cancelled', 'expired'] as const;

export type TerminalJobStatus = (typeof terminalJobStatuses)[number];

/** What puts a job into each status and what takes it out. */
export const jobStatusDescriptions: Readonly<Record<JobStatus, string>> = {
  queued: 'The job waits for a worker, or for its `scheduled_for`. Creating it puts it here, and so does the loss of an attempt while attempts remain. A claim, a cancel or its deadline takes it out.',
  running: 'A worker has claimed the job and works on it. The end of the work, the loss of the attempt, a cancel or its deadline takes it out.',
  cancelling: 'The job was cancelled while it ran, and its worker may still work. It stays here until the worker has stopped or died, and no longer than to `cancellation.deadline_at`; then it is `cancelled`.',
  completed: 'The work was done. Single items may have failed; the results say which. Terminal.',
  failed: 'The work ended with the error in `error`, or no attempt remained. Terminal.',
  cancelled: 'A cancel ended the job, and no work goes on any more, or what still goes on is refused. Its results up to then are kept. Terminal.',
  expired: '`deadline_at` passed before the work ended. Later writes of the worker are refused; when it stops is not promised. Terminal.',
};

/** The types of a job’s events. */
export const jobEventTypes = [
  'job.queued',
  'job.started',
  'job.requeued',
  'job.cancelling',
  'job.completed',
  'job.failed',
  'job.cancelled',
  'job.expired',
] as const;

export type JobEventType = (typeof jobEventTypes)[number];

/** The events that a webhook can be asked for. */
export const webhookEventTypes = ['job.started', 'job.cancelling', 'job.completed', 'job.failed', 'job.cancelled', 'job.expired'] as const;

export type WebhookEventType = (typeof webhookEventTypes)[number];

/** What makes a job move. */
export const transitionCauses = [
  'created',
  'claimed',
  'cancel_requested',
  'deadline_passed',
  'work_completed',
  'work_failed',
  'attempt_lost',
  'stop_confirmed',
  'grace_elapsed',
] as const;

export type TransitionCause = (typeof transitionCauses)[number];

/** Every legal move of a job: there are no others. */
export const transitions = [
  {
    from: null,
    to: 'queued',
    cause: 'created',
    event: 'job.queued',
    description: 'The job is created; with `scheduled_for` in the future it waits, still queued.',
  },
  {
    from: 'queued',
    to: 'running',
    cause: 'claimed',
    event: 'job.started',
    description: 'A worker claims the job, and `attempt` rises by one.',
  },
  {
    from: 'queued',
    to: 'cancelled',
    cause: 'cancel_requested',
    event: 'job.cancelled',
    description: 'A cancel reaches a job that waits; it ends at once and never runs.',
  },
  {
    from: 'queued',
    to: 'expired',
    cause: 'deadline_passed',
    event: 'job.expired',
    description: 'The job still waits when its `deadline_at` passes.',
  },
  {
    from: 'running',
    to: 'completed',
    cause: 'work_completed',
    event: 'job.completed',
    description: 'The work is done.',
  },
  {
    from: 'running',
    to: 'failed',
    cause: 'work_failed',
    event: 'job.failed',
    description: 'The work ends with an error that is not retried, or no attempt remains after this one failed or was lost.',
  },
  {
    from: 'running',
    to: 'queued',
    cause: 'attempt_lost',
    event: 'job.requeued',
    description: 'The attempt is over without an outcome and another one follows, because its worker crashed or lost its lease, because it ended with a retryable error while attempts remain, or because its server shut down gracefully.',
  },
  {
    from: 'running',
    to: 'cancelling',
    cause: 'cancel_requested',
    event: 'job.cancelling',
    description: 'A cancel reaches a job that runs; the worker is told, and stops at its next checkpoint.',
  },
  {
    from: 'running',
    to: 'cancelled',
    cause: 'cancel_requested',
    event: 'job.cancelled',
    description: 'A cancel reaches a job that runs, on a server that knows at once that no work goes on any more.',
  },
  {
    from: 'running',
    to: 'expired',
    cause: 'deadline_passed',
    event: 'job.expired',
    description: 'The job still runs when its `deadline_at` passes; every later write of the attempt is refused.',
  },
  {
    from: 'cancelling',
    to: 'cancelled',
    cause: 'stop_confirmed',
    event: 'job.cancelled',
    description: 'The worker of a job that was cancelled has stopped or died, so no work goes on any more.',
  },
  {
    from: 'cancelling',
    to: 'cancelled',
    cause: 'grace_elapsed',
    event: 'job.cancelled',
    description: 'The worker had not stopped at `cancellation.deadline_at`, so the server ends the job by force and refuses every later write of the attempt.',
  },
] as const;
