import type { Job } from '../../domain/job.ts';
import { invalidBody } from '../../router/contract-problem.ts';
import type { OperationHandler, OperationRequest } from '../../router/operation-types.ts';
import type { Caller } from '../caller.ts';
import { hasEnded, holdJob } from '../held-job.ts';
import { parseInstant } from '../instant.ts';
import { jobHeaders } from '../job-headers.ts';
import { jsonDigest } from '../json-digest.ts';
import type { OperationContext } from '../operation-context.ts';
import { wireJob } from '../wire-job.ts';

export function createJobOperation(context: OperationContext): OperationHandler<'createJob', Caller> {
  const { engine, clock, webhooks } = context;
  return async (request) => {
    const { body, principal, headers } = request;
    if (body.webhook !== undefined) {
      if (webhooks === null) throw invalidBody('/webhook', 'is not served: this server sends no webhooks');
      await webhooks.check(principal.organizationId, body.webhook.url);
    }
    const command = {
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
      webhook: body.webhook === undefined ? null : { url: body.webhook.url, events: body.webhook.events ?? null },
      traceParent: context.traceParentOf({
        traceparent: request.header('traceparent'),
        tracestate: request.header('tracestate'),
      }),
    };
    const key = headers['Idempotency-Key'];
    if (key === undefined) return held(await engine.create(command), request);
    // The answer of the moment when the job is stored, whatever this request then waits for.
    const answer = (job: Job) => JSON.stringify(answerFor(job));
    const outcome = await engine.createOnce(command, { key, bodyDigest: jsonDigest(body), answer });
    if ('created' in outcome) return held(outcome.created, request);
    const first = JSON.parse(outcome.replayed) as ReturnType<typeof answerFor>;
    return { ...first, headers: { ...first.headers, 'Idempotent-Replayed': 'true' } };
  };

  function answerFor(job: Job) {
    const body = wireJob(job);
    return { status: 201 as const, headers: { ...jobHeaders(job, clock.now()), Location: body.links.self }, body };
  }

  async function held(job: Job, request: OperationRequest<'createJob', Caller>) {
    const { job: now, headers: applied } = await holdJob(engine, job, {
      prefer: request.headers.Prefer,
      request,
      until: hasEnded,
    });
    const answer = answerFor(now);
    return { ...answer, headers: { ...answer.headers, ...applied } };
  }
}
