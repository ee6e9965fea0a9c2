import { JobNotFoundError } from '../../domain/errors/job-not-found-error.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { jobHeaders, matchesEtag } from '../job-headers.ts';
import type { OperationContext } from '../operation-context.ts';
import { wireJob } from '../wire-job.ts';

export function getJobOperation({ engine, clock }: OperationContext): OperationHandler<'getJob', Caller> {
  return async ({ path, query, headers, principal }) => {
    const job = await engine.store.find(principal.organizationId, path.job_id);
    if (job === null) throw new JobNotFoundError(path.job_id);
    const answerHeaders = jobHeaders(job, clock.now());
    const ifNoneMatch = headers['If-None-Match'];
    if (ifNoneMatch !== undefined && matchesEtag(ifNoneMatch, job)) return { status: 304, headers: answerHeaders };
    const body = wireJob(job);
    if (query.include?.includes('input')) {
      body.input = JSON.parse((await engine.store.input(job.id)) ?? '{}');
    }
    return { status: 200, headers: answerHeaders, body };
  };
}
