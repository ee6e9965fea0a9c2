import type { Job } from '@jobwire/contract';
import { ContractProblem, jobNotFound } from '../router/contract-problem.ts';
import type { Operations, Principal } from '../router/operation-types.ts';

/** A job that fits the contract, as small as one can be. */
export function contractJob(members: Partial<Job> = {}): Job {
  return {
    id: 'job_1',
    object: 'job',
    type: 'demo.batch',
    name: null,
    status: 'queued',
    terminal: false,
    version: 1,
    attempt: 0,
    max_attempts: 3,
    priority: 5,
    organization_id: 'org_one',
    metadata: {},
    progress: { total: null, completed: 0, failed: 0 },
    phase: null,
    estimated_seconds_remaining: null,
    error: null,
    cancellation: null,
    created_at: '2026-01-01T00:00:00.000Z',
    scheduled_for: null,
    started_at: null,
    finished_at: null,
    deadline_at: null,
    expires_at: null,
    links: { self: '/v1/jobs/job_1', results: '/v1/jobs/job_1/results', events: '/v1/jobs/job_1/events', cancel: null },
    ...members,
  };
}

const page = { object: 'list' as const, data: [], has_more: false };

/** What a handler was given, for a test to look at. */
export interface Received {
  readonly operation: string;
  readonly path: unknown;
  readonly query: unknown;
  readonly headers: unknown;
  readonly body: unknown;
  readonly requestId: string;
}

/** The smallest backend: it knows one job, `job_1`, keeps nothing, and writes down what reaches it. */
export function tinyOperations(received: Received[] = []): Operations<Principal> {
  const note = (operation: string, { path, query, headers, body, requestId }: Omit<Received, 'operation'>) => {
    received.push({ operation, path, query, headers, body, requestId });
    const { job_id: jobId = 'job_1' } = path as { job_id?: string };
    if (jobId !== 'job_1') throw jobNotFound(jobId);
  };
  const jobHeaders = { ETag: '"1"', 'Retry-After': '1' };
  return {
    createJob(request) {
      note('createJob', request);
      const { input, metadata } = request.body;
      const headers = { ...jobHeaders, Location: '/v1/jobs/job_1' };
      return { status: 201, headers, body: contractJob({ input, metadata: metadata ?? {} }) };
    },
    listJobs(request) {
      note('listJobs', request);
      return { status: 200, body: { ...page, next_cursor: null } };
    },
    cancelJobs(request) {
      note('cancelJobs', request);
      const counts = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };
      return { status: 200, body: { object: 'bulk_cancellation', counts, outcomes: null } };
    },
    getJob(request) {
      note('getJob', request);
      return { status: 200, headers: jobHeaders, body: contractJob() };
    },
    deleteJob(request) {
      note('deleteJob', request);
      throw new ContractProblem('job_not_terminal', 'Job job_1 is still queued.', { job: contractJob() });
    },
    cancelJob(request) {
      note('cancelJob', request);
      const ended = contractJob({ status: 'completed', terminal: true, finished_at: '2026-01-01T00:00:00.000Z' });
      throw new ContractProblem('job_already_terminal', 'Job job_1 is already completed.', { job: ended });
    },
    listJobResults(request) {
      note('listJobResults', request);
      return { status: 200, body: { ...page, next_cursor: null, sealed: true } };
    },
    listJobEvents(request) {
      note('listJobEvents', request);
      return { status: 200, body: { ...page, next_cursor: 'end' } };
    },
    getCapabilities(request) {
      note('getCapabilities', request);
      throw new ContractProblem('unavailable', 'Not now.', { headers: { 'Retry-After': '1' } });
    },
  };
}
