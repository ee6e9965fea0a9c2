import type { CancelJobsRequest, CancelOutcome } from '@jobwire/contract';
import type { Call } from './call.ts';
import { cancelJob } from './cancel-job.ts';
import { writeNow } from './instant.ts';
import { impossibleTime, type JobFilter, matchingJobs } from './job-filter.ts';
import { changed } from './lifecycle.ts';
import { readQuery } from './query.ts';
import { wrongBody } from './refusal.ts';
import { checkBody } from './request-schemas.ts';
import type { TinyJob } from './tiny-job.ts';

/** `cancelJobs` */
export async function cancelJobs(call: Call): Promise<void> {
  const { world, reply } = call;
  readQuery(call, {});
  if (world.breaks('cancelling many that is refused cancels')) {
    const { job_ids: ids } = call.body as { job_ids?: unknown };
    for (const id of Array.isArray(ids) ? ids : []) {
      const job = ownJob(call, String(id));
      if (job !== null) {
        cancelJob(world, job, null);
      }
    }
  }
  checkBody(world, 'CancelJobsRequest', call.body);
  const { job_ids: jobIds, filter, reason = null } = call.body as CancelJobsRequest;
  if ((jobIds === undefined) === (filter === undefined) && !world.breaks('ids and a filter may come together')) {
    throw wrongBody({ pointer: '', message: 'must hold one of job_ids and filter' });
  }
  const wrongTime = impossibleTime(filter ?? {});
  if (wrongTime !== null) {
    throw wrongBody({ pointer: `/filter/${wrongTime}`, message: 'is a time that does not exist' });
  }
  const kept = world.breaks('cancelling many loses the reason') ? null : reason;
  const jobs = jobIds === undefined ? byFilter(call, filter ?? {}) : jobIds.map((id) => ownJob(call, id));
  await race(call, jobs);
  const found = jobs.map((job): CancelOutcome => (job === null ? 'not_found' : cancelOne(call, job, kept)));
  const named =
    jobIds ?? (world.breaks('cancelling many tells outcomes for a filter') ? jobs.map((job) => job?.wire.id) : null);
  const outcomes = named?.map((job_id, index) => ({ job_id, outcome: found[index] })) ?? null;
  const shown = world.breaks('outcomes come in another order than the ids') ? outcomes?.toReversed() : outcomes;
  reply.json(200, { object: 'bulk_cancellation', outcomes: shown ?? null, counts: countsOf(call, found) });
}

function byFilter(call: Call, filter: JobFilter): TinyJob[] {
  const { world, caller } = call;
  if (Object.keys(filter).length === 0) {
    return [];
  }
  const kept = overlooked(call, filter);
  const jobs = matchingJobs(world, caller.organization, kept);
  if (world.breaks('cancelling many by a filter reaches other organizations')) {
    const organizations = new Set([...world.jobs.values()].map(({ organization }) => organization));
    return [...organizations].flatMap((organization) => matchingJobs(world, organization, kept));
  }
  return world.breaks('cancelling many stops after a page') ? jobs.slice(0, 20) : jobs;
}

function overlooked({ world }: Call, { metadata, status, created_after, created_before, type }: JobFilter): JobFilter {
  const first = world.breaks('cancelling many looks at the first pair of the metadata only');
  const pairs = Object.entries(metadata ?? {}).slice(0, first ? 1 : undefined);
  const times = world.breaks('cancelling many overlooks the times');
  return {
    ...(type === undefined ? {} : { type }),
    ...(metadata === undefined ? {} : { metadata: Object.fromEntries(pairs) }),
    ...(status === undefined || world.breaks('cancelling many overlooks the status') ? {} : { status }),
    ...(created_after === undefined || times ? {} : { created_after }),
    ...(created_before === undefined || times ? {} : { created_before }),
  };
}

/** Looks, waits, and writes what it saw. */
async function race({ world }: Call, jobs: readonly (TinyJob | null)[]): Promise<void> {
  if (!world.breaks('cancelling many at the moment of another cancel moves its time')) {
    return;
  }
  const running = jobs.filter((job) => job?.wire.status === 'running');
  await new Promise<void>((resolve) => world.timers.after(15, resolve));
  for (const job of running) {
    if (job?.wire.cancellation) {
      job.wire.cancellation.requested_at = writeNow();
      changed(job);
    }
  }
}

function cancelOne({ world }: Call, job: TinyJob, reason: string | null): CancelOutcome {
  if (job.wire.status === 'running' && world.breaks('cancelling many counts jobs and leaves them running')) {
    return 'cancelling';
  }
  if (job.wire.cancellation !== null && world.breaks('cancelling many again moves the time')) {
    job.wire.cancellation.requested_at = writeNow();
    changed(job);
  }
  const outcome = cancelJob(world, job, reason);
  const isGentle = outcome === 'already_terminal' && world.breaks('jobs that have ended are called cancelled');
  return isGentle ? 'cancelled' : outcome;
}

function ownJob({ world, caller }: Call, id: string): TinyJob | null {
  const job = world.jobs.get(id);
  if (job !== undefined && world.breaks('cancelling many by ids reaches other organizations')) {
    return job;
  }
  return job?.organization === caller.organization && !world.deleted.has(job) ? job : null;
}

function countsOf({ world }: Call, outcomes: readonly CancelOutcome[]): Record<CancelOutcome, number> {
  const count = (outcome: CancelOutcome) => outcomes.filter((other) => other === outcome).length;
  const cancelled = count('cancelled') + (world.breaks('the counts of cancelling many are one too high') ? 1 : 0);
  const notFound = world.breaks('ids that are unknown are not counted') ? 0 : count('not_found');
  return {
    not_found: notFound,
    already_terminal: count('already_terminal'),
    cancelling: count('cancelling'),
    cancelled,
  };
}
