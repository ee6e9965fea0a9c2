import type { Job, JobEvent, JobResult } from '@jobwire/contract';
import type { Call, History, Mark, Pause, WorkerLine } from './history.ts';
import { type JobPath, jobPathOf } from './job-path.ts';

/** A job as one answer showed it. */
export interface Sighting {
  readonly job: Job;
  readonly call: Call;
}

/** The beginning of a list of a job, as one answer showed it. */
export interface Reading<Row> {
  readonly rows: readonly Row[];
  /** Whether these are all that there were. */
  readonly complete: boolean;
  /** Whether no more will come; only results say so. */
  readonly sealed: boolean;
  readonly call: Call;
}

/** Everything that was seen of one job, each list in the order in which the requests began. */
export interface ObservedJob {
  readonly id: string;
  readonly organization: string;
  /** By the time of the request; a replay of a create shows the past and is not among them. */
  readonly sightings: Sighting[];
  readonly creates: Call[];
  /** Requests about the job itself: get, cancel, delete, results, events. */
  readonly calls: { readonly call: Call; readonly path: JobPath }[];
  /** Cancels that were answered 200, alone or in bulk by its id. */
  readonly cancels: Call[];
  readonly results: Reading<JobResult>[];
  readonly events: Reading<JobEvent>[];
  /** In the order in which they were written. */
  readonly worker: WorkerLine[];
}

/** A history, sorted by what it is about. */
export interface Observations {
  readonly calls: readonly Call[];
  readonly marks: readonly Mark[];
  readonly pauses: readonly Pause[];
  readonly jobs: ReadonlyMap<string, ObservedJob>;
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is whatever the server sent; its form is not what is checked here.
type Body = any;

/** Sorts a history by job, reading each answer once. */
export function observe(history: History): Observations {
  const calls = history.entries.filter((entry) => entry.kind === 'call').sort((a, b) => a.startedAt - b.startedAt);
  const marks = history.entries.filter((entry) => entry.kind === 'mark').sort((a, b) => a.at - b.at);
  const pauses = history.entries.filter((entry) => entry.kind === 'pause');
  const jobs = new Map<string, ObservedJob>();
  const jobOf = (id: string, organization: string): ObservedJob => {
    let job = jobs.get(id);
    if (job === undefined) {
      job = {
        id,
        organization,
        sightings: [],
        creates: [],
        calls: [],
        cancels: [],
        results: [],
        events: [],
        worker: [],
      };
      jobs.set(id, job);
    }
    return job;
  };

  for (const call of calls) {
    const body = bodyOf(call);
    if (call.method === 'POST' && call.path === '/v1/jobs' && call.status === 201) {
      jobOf(body.id, body.organization_id).creates.push(call);
    }
    for (const job of jobsIn(call, body)) jobOf(job.id, job.organization_id).sightings.push({ job, call });
  }
  // Only now is it known whose a job is that others ask for too.
  for (const call of calls) {
    const path = jobPathOf(call);
    const body = bodyOf(call);
    for (const { job_id: id, outcome } of body?.outcomes ?? []) {
      if (outcome === 'cancelled' || outcome === 'cancelling') jobOf(id, call.organization).cancels.push(call);
    }
    if (path === null) continue;
    const job = jobs.get(path.jobId);
    if (job === undefined) continue;
    job.calls.push({ call, path });
    if (call.status !== 200 || job.organization !== call.organization) continue;
    if (path.part === 'cancel') job.cancels.push(call);
    if ((path.part === 'results' || path.part === 'events') && !call.path.includes('cursor=')) {
      const complete = path.part === 'events' ? !body.has_more : body.next_cursor === null;
      job[path.part].push({ rows: body.data, complete, sealed: body.sealed === true, call });
    }
  }
  for (const entry of history.entries) if (entry.kind === 'worker') jobs.get(entry.job)?.worker.push(entry);
  return { calls, marks, pauses, jobs };
}

/** The answer as JSON; null where it is none. */
export function bodyOf(call: Call): Body {
  if (call.status === null || !call.headers['content-type']?.includes('json') || call.text === '') return null;
  return JSON.parse(call.text);
}

/** The jobs that an answer shows as they were between its request and its end. */
function jobsIn(call: Call, body: Body): Job[] {
  if (body === null || call.headers['idempotent-replayed'] === 'true') return [];
  if (body.object === 'job') return [body];
  if (body.job?.object === 'job') return [body.job];
  if (body.object === 'list') return body.data.filter((row: Body) => row.object === 'job');
  return [];
}
