import type { CancelJobsRequest, CancelOutcome } from '@jobwire/contract';
import type { Call } from './call.ts';
import { cancelJob } from './cancel-job.ts';
import { impossibleTime, type JobFilter, matchingJobs } from './job-filter.ts';
import { readQuery } from './query.ts';
import { wrongBody } from './refusal.ts';
import { checkBody } from './request-schemas.ts';
import type { TinyJob } from './tiny-job.ts';

/** `cancelJobs` */
export function cancelJobs(call: Call): void {
  const { world, reply } = call;
  readQuery(call, {});
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
  const found = jobs.map((job): CancelOutcome => (job === null ? 'not_found' : cancelJob(world, job, kept)));
  const outcomes = jobIds?.map((job_id, index) => ({ job_id, outcome: found[index] })) ?? null;
  const shown = world.breaks('outcomes come in another order than the ids') ? outcomes?.toReversed() : outcomes;
  reply.json(200, { object: 'bulk_cancellation', outcomes: shown ?? null, counts: countsOf(call, found) });
}

function byFilter({ world, caller }: Call, filter: JobFilter): TinyJob[] {
  const { metadata, ...others } = filter;
  const kept = world.breaks('cancelling many overlooks the metadata') ? others : filter;
  const jobs = matchingJobs(world, caller.organization, kept);
  return world.breaks('cancelling many stops after two') ? jobs.slice(0, 2) : jobs;
}

function ownJob({ world, caller }: Call, id: string): TinyJob | null {
  const job = world.jobs.get(id);
  if (job !== undefined && world.breaks('cancelling many reaches jobs of other organizations')) {
    return job;
  }
  return job?.organization === caller.organization ? job : null;
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
