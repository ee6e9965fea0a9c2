import { JobNotFoundError } from '../../domain/errors/job-not-found-error.ts';
import type { Job } from '../../domain/job.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { hasEnded, holdJob } from '../held-job.ts';
import { jobHeaders, matchesEtag } from '../job-headers.ts';
import type { OperationContext } from '../operation-context.ts';
import { wireJob } from '../wire-job.ts';

export function getJobOperation({ engine, clock }: OperationContext): OperationHandler<'getJob', Caller> {
  return async (request) => {
    const { path, query, headers, principal } = request;
    const found = await engine.store.find(principal.organizationId, path.job_id);
    if (found === null) throw new JobNotFoundError(path.job_id);
    const form = query.include?.includes('input') ? 'with_input' : 'plain';
    const ifNoneMatch = headers['If-None-Match'];
    const isKnown = (job: Job) => ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, job, form);
    const until = ifNoneMatch === undefined ? hasEnded : (job: Job) => hasEnded(job) || !isKnown(job);
    const { job, headers: applied } =
      headers.Prefer === undefined
        ? { job: found, headers: undefined }
        : await holdJob(engine, found, { prefer: headers.Prefer, request, until });
    const answerHeaders = { ...jobHeaders(job, clock.now(), form), ...applied };
    if (isKnown(job)) return { status: 304, headers: answerHeaders };
    const body = wireJob(job);
    if (form === 'with_input') {
      body.input = JSON.parse((await engine.store.input(job.id)) ?? '{}');
    }
    return { status: 200, headers: answerHeaders, body };
  };
}
