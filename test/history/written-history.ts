import type { Job, JobEvent, JobResult, JobStatus } from '@jobwire/contract';
import { checkHistory } from './check-history.ts';
import type { Call, HistoryEntry, Mark, Pause, WorkerLine } from './history.ts';

/** Histories by hand, for the tests of the checker: each entry happens at a second, and takes a tenth of it. */

export const jobId = 'job_00000000000000000000000001';

interface Written {
  readonly at: number;
  readonly by?: string;
}

/** A job as an answer shows it; the version tells sightings apart. */
export function job(members: Partial<Job> = {}): Partial<Job> {
  const status: JobStatus = members.status ?? 'queued';
  return {
    id: jobId,
    object: 'job',
    organization_id: 'acme',
    status,
    terminal: !['queued', 'running', 'cancelling'].includes(status),
    version: 1,
    attempt: 0,
    progress: { total: null, completed: 0, failed: 0 },
    cancellation: null,
    deadline_at: null,
    ...members,
  };
}

export function call(given: Written & Partial<Call> & { body?: unknown }): Call {
  const { at, by = 'acme', body, ...members } = given;
  return {
    kind: 'call',
    startedAt: at * 1000,
    endedAt: at * 1000 + 100,
    organization: by,
    method: 'GET',
    path: `/v1/jobs/${jobId}`,
    idempotencyKey: null,
    sent: null,
    malformed: false,
    status: 200,
    headers: { 'content-type': 'application/json' },
    text: body === undefined ? '' : JSON.stringify(body),
    ...members,
  };
}

export function created(given: Written & { key?: string; replayed?: boolean; body?: unknown }): Call {
  const { key = null, replayed = false, body = job(), ...written } = given;
  const headers = { 'content-type': 'application/json', ...(replayed ? { 'idempotent-replayed': 'true' } : {}) };
  return call({ ...written, method: 'POST', path: '/v1/jobs', status: 201, idempotencyKey: key, headers, body });
}

export function got(given: Written & Partial<Job>): Call {
  const { at, by = 'acme', ...members } = given;
  return call({ at, by, body: job(members) });
}

export function missed(given: Written): Call {
  return call({ ...given, status: 404, body: { code: 'job_not_found' } });
}

export function deleted(given: Written & { status?: number | null }): Call {
  return call({ method: 'DELETE', status: 204, ...given });
}

export function cancelled(given: Written & Partial<Job>): Call {
  const { at, by = 'acme', ...members } = given;
  return call({
    at,
    by,
    method: 'POST',
    path: `/v1/jobs/${jobId}/cancel`,
    body: job({ status: 'cancelled', ...members }),
  });
}

export function results(given: Written & { rows: Partial<JobResult>[]; sealed?: boolean; complete?: boolean }): Call {
  const { rows, sealed = false, complete = true, ...written } = given;
  const data = rows.map((row, index) => ({ index, id: null, status: 'completed', output: null, ...row }));
  const body = { object: 'list', data, has_more: !complete, next_cursor: complete ? null : 'more', sealed };
  return call({ ...written, path: `/v1/jobs/${jobId}/results?limit=100`, body });
}

/** From what to what the job went; the first event is that it was created. */
export function events(given: Written & { moves: [JobEvent['from'], JobStatus][]; reasons?: string[] }): Call {
  const { moves, reasons = [], ...written } = given;
  const data = moves.map(([from, to], index) => ({ sequence: index + 1, from, to, reason: reasons[index] ?? null }));
  const body = { object: 'list', data, has_more: false, next_cursor: 'later' };
  return call({ ...written, path: `/v1/jobs/${jobId}/events?limit=100`, body });
}

export function worker(at: number, attempt: number, act: WorkerLine['act'], about: string | null = null): WorkerLine {
  return { kind: 'worker', at: at * 1000, processId: 1, job: jobId, attempt, act, about };
}

export function mark(at: number, event: Mark['event']): Mark {
  return { kind: 'mark', at: at * 1000, event };
}

/** The numbers of the invariants that a history breaks. */
export function brokenBy(...entries: HistoryEntry[]): number[] {
  const numbers = checkHistory({ seed: 1, entries }).map(({ invariant }) => invariant.number);
  return [...new Set(numbers)];
}

/** Of the process that {@link worker} writes for. */
export function paused(at: number, endedAt: number): Pause {
  return { kind: 'pause', processId: 1, at: at * 1000, endedAt: endedAt * 1000 };
}
