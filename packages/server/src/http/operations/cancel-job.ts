import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { jobHeaders } from '../job-headers.ts';
import type { OperationContext } from '../operation-context.ts';
import { wireJob } from '../wire-job.ts';

export function cancelJobOperation({ engine, clock }: OperationContext): OperationHandler<'cancelJob', Caller> {
  return async ({ path, body, principal }) => {
    const job = await engine.cancel(principal.organizationId, path.job_id, body?.reason ?? null);
    return { status: 200, headers: jobHeaders(job, clock.now()), body: wireJob(job) };
  };
}
