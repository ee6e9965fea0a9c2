import { invalidBody } from '../../router/contract-problem.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { jobFilterOf } from '../job-filter.ts';
import type { OperationContext } from '../operation-context.ts';

export function cancelJobsOperation({ engine }: OperationContext): OperationHandler<'cancelJobs', Caller> {
  return async ({ body, principal }) => {
    const { organizationId } = principal;
    const reason = body.reason ?? null;
    if (body.job_ids !== undefined && body.filter === undefined) {
      const outcomes = await engine.cancelById(organizationId, body.job_ids, reason);
      const counts = { cancelled: 0, cancelling: 0, already_terminal: 0, not_found: 0 };
      for (const { outcome } of outcomes) counts[outcome] += 1;
      return {
        status: 200,
        body: {
          object: 'bulk_cancellation',
          counts,
          outcomes: outcomes.map(({ jobId, outcome }) => ({ job_id: jobId, outcome })),
        },
      };
    }
    if (body.filter === undefined || body.job_ids !== undefined) {
      throw invalidBody('', 'must hold either job_ids or filter, and not both');
    }
    const filter = jobFilterOf(body.filter, (name) => ({ location: 'body', pointer: `/filter/${name}` }));
    const counts = await engine.cancelMatching(organizationId, filter, reason);
    return { status: 200, body: { object: 'bulk_cancellation', counts, outcomes: null } };
  };
}
