import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import type { OperationContext } from '../operation-context.ts';

export function deleteJobOperation({ engine }: OperationContext): OperationHandler<'deleteJob', Caller> {
  return async ({ path, principal }) => {
    await engine.delete(principal.organizationId, path.job_id);
    return { status: 204 };
  };
}
