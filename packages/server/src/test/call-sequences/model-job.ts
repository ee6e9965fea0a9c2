/** What a sequence of calls says that a job has to be by now. Times are milliseconds since the epoch. */
export interface ModelJob {
  readonly id: string;
  readonly organization: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly name: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly priority: number;
  readonly maxAttempts: number;
  readonly createdAt: number;
  readonly scheduledFor: number | null;
  readonly deadlineAt: number | null;
  status: 'queued' | 'running' | 'cancelling' | 'completed' | 'failed' | 'cancelled' | 'expired';
  version: number;
  attempt: number;
  attemptsSpent: number;
  runnableAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  cancellation: ModelCancellation | null;
  error: ModelError | null;
  total: number | null;
  phase: string | null;
  secondsRemaining: number | null;
  readonly results: ModelResult[];
  readonly events: ModelEvent[];
  /** Deleted or purged. */
  gone: boolean;
}

export interface ModelCancellation {
  readonly requestedAt: number;
  readonly reason: string | null;
  readonly deadlineAt: number | null;
  stoppedAt: number | null;
  forced: boolean;
}

export interface ModelError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

export interface ModelResult {
  readonly id: string | null;
  readonly failed: boolean;
  readonly at: number;
}

export interface ModelEvent {
  readonly sequence: number;
  readonly type: string;
  readonly at: number;
  readonly from: string | null;
  readonly to: string;
  readonly attempt: number;
  readonly reason: string | null;
}

export function isOver(job: ModelJob): boolean {
  return job.finishedAt !== null;
}

function count(job: ModelJob, failed: boolean): number {
  return job.results.filter((result) => result.failed === failed).length;
}

function instant(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** The job as a caller has to see it, to the last member. */
export function answerOf(job: ModelJob, retentionMs: number): Record<string, unknown> {
  const { cancellation, error, finishedAt } = job;
  const self = `/v1/jobs/${job.id}`;
  return {
    id: job.id,
    object: 'job',
    type: 'puppet',
    name: job.name,
    status: job.status,
    terminal: isOver(job),
    version: job.version,
    attempt: job.attempt,
    max_attempts: job.maxAttempts,
    priority: job.priority,
    organization_id: job.organization,
    metadata: job.metadata,
    progress: { total: job.total, completed: count(job, false), failed: count(job, true) },
    phase: job.phase,
    estimated_seconds_remaining: job.secondsRemaining,
    error: error === null ? null : { ...error, details: null },
    cancellation: cancellation && {
      requested_at: instant(cancellation.requestedAt),
      reason: cancellation.reason,
      deadline_at: instant(cancellation.deadlineAt),
      stopped_at: instant(cancellation.stoppedAt),
      forced: cancellation.forced,
    },
    created_at: instant(job.createdAt),
    scheduled_for: instant(job.scheduledFor),
    started_at: instant(job.startedAt),
    finished_at: instant(finishedAt),
    deadline_at: instant(job.deadlineAt),
    expires_at: instant(finishedAt === null ? null : finishedAt + retentionMs),
    links: {
      self,
      results: `${self}/results`,
      events: `${self}/events`,
      cancel: isOver(job) ? null : `${self}/cancel`,
    },
  };
}

export function resultsOf(job: ModelJob): unknown[] {
  return job.results.map(({ id, failed, at }, index) => ({
    index,
    id,
    status: failed ? 'failed' : 'completed',
    output: failed ? null : { of: id },
    error: failed ? { code: 'odd', message: 'Odd.', retryable: false, details: null } : null,
    created_at: instant(at),
  }));
}

export function eventsOf(job: ModelJob): unknown[] {
  return job.events.map((event) => ({ ...event, at: instant(event.at) }));
}
