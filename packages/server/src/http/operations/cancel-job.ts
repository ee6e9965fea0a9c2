import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { hasEnded, holdJob } from '../held-job.ts';
import { jobHeaders } from '../job-headers.ts';
import type { OperationContext } from '../operation-context.ts';
import { wireJob } from '../wire-job.ts';

export function cancelJobOperation({ engine, clock }: OperationContext): OperationHandler<'cancelJob', Caller> {
  return async (request) => {
    const { path, body, principal, headers } = request;
    const accepted = await engine.cancel(principal.organizationId, path.job_id, body?.reason ?? null);
    const held = await holdJob(engine, accepted, { prefer: headers.Prefer, request, until: hasEnded });
    return {
      status: 200,
      headers: { ...jobHeaders(held.job, clock.now()), ...held.headers },
      body: wireJob(held.job),
    };
  };
}
