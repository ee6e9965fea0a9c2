import { invalidBody } from '../../router/contract-problem.ts';
import type { OperationHandler } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { parseInstant } from '../instant.ts';
import { jobHeaders } from '../job-headers.ts';
import type { OperationContext } from '../operation-context.ts';
import { wireJob } from '../wire-job.ts';

export function createJobOperation({ engine, clock }: OperationContext): OperationHandler<'createJob', Caller> {
  return async ({ body, principal }) => {
    if (body.webhook !== undefined) throw invalidBody('/webhook', 'is not served: this server sends no webhooks');
    const job = await engine.create({
      organizationId: principal.organizationId,
      type: body.type,
      input: body.input,
      name: body.name ?? null,
      metadata: body.metadata ?? null,
      priority: body.priority ?? null,
      scheduledFor:
        body.scheduled_for === undefined
          ? null
          : parseInstant(body.scheduled_for, { location: 'body', pointer: '/scheduled_for' }),
      timeoutSeconds: body.timeout_seconds ?? null,
      maxAttempts: body.max_attempts ?? null,
      webhook: null,
    });
    const answer = wireJob(job);
    return { status: 201, headers: { ...jobHeaders(job, clock.now()), Location: answer.links.self }, body: answer };
  };
}
