import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Context,
  context,
  isSpanContextValid,
  type Link,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { Job } from '../domain/job.ts';
import { memberOf } from '../domain/thrown-value.ts';
import type { AttemptOutcome } from '../engine/engine-observer.ts';
import type { ContractOperation } from '../router/contract-operation.ts';
import { formatTraceParent, parseTraceParent } from './trace-parent.ts';

/** Where the headers of a request are. */
type Headers = Readonly<Record<string, unknown>>;

interface TracedRequest {
  readonly operation: ContractOperation;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** How an attempt ended, and in which trace; null where nobody traces. */
export interface TracedAttempt {
  readonly outcome: AttemptOutcome;
  readonly traceId: string | null;
}

/**
 * Spans of requests and attempts, for whoever has installed an OpenTelemetry SDK. Where nobody has, a span is an empty
 * object and everything runs as if this were not here.
 */
export class Tracing {
  readonly #tracer = trace.getTracer('@jobwire/server');
  readonly #traceIds = new WeakMap<IncomingMessage, string>();

  /** A span named for the operation, below the caller's, which is the active one while `run` works. */
  request(
    operation: ContractOperation,
    request: IncomingMessage,
    response: ServerResponse,
    run: () => Promise<void>,
  ): Promise<void> {
    const { parent, kind } = parentOf(request.headers);
    const span = this.#tracer.startSpan(operation.id, { kind }, parent);
    // No promise of its own where nobody traces: most requests are answered in microseconds.
    return span.isRecording() ? this.#traced(span, parent, { operation, request, response }, run) : run();
  }

  async #traced(
    span: Span,
    parent: Context,
    { operation, request, response }: TracedRequest,
    run: () => Promise<void>,
  ): Promise<void> {
    this.#traceIds.set(request, span.spanContext().traceId);
    span.setAttributes({ 'http.request.method': request.method ?? '', 'http.route': operation.path });
    try {
      await context.with(trace.setSpan(parent, span), run);
      endRequest(span, response.statusCode);
    } catch (refusal) {
      endRequest(span, statusOf(refusal));
      throw refusal;
    }
  }

  /** A span of its own trace, linked to the request that created the job: it may begin hours later. */
  async attempt(job: Job, run: () => Promise<AttemptOutcome>): Promise<TracedAttempt> {
    const creator = parseTraceParent(job.traceParent);
    const links: Link[] = creator === null ? [] : [{ context: creator }];
    const span = this.#tracer.startSpan(
      `attempt ${job.type}`,
      { kind: SpanKind.CONSUMER, root: true, links },
      ROOT_CONTEXT,
    );
    // Whatever request has happened to wake the dispatcher up, the attempt is no part of it.
    const traceId = span.isRecording() ? span.spanContext().traceId : null;
    const outcome = await context.with(trace.setSpan(ROOT_CONTEXT, span), run);
    if (span.isRecording()) {
      span.setAttributes({
        'jobwire.job.id': job.id,
        'jobwire.job.type': job.type,
        'jobwire.attempt': job.attempt,
        'jobwire.outcome': outcome.kind,
      });
      if (outcome.kind === 'failed') {
        span.setAttribute('error.type', outcome.error.code);
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
    }
    span.end();
    return { outcome, traceId };
  }

  /** What the attempts of a job that this request creates will link to; null when nobody traces it. */
  traceParentOf(headers: Headers): string | null {
    const active = trace.getActiveSpan()?.spanContext();
    const creator = active !== undefined && isSpanContextValid(active) ? active : incoming(headers);
    return creator === null ? null : formatTraceParent(creator);
  }

  /** For the log. */
  traceIdOf(request: IncomingMessage): string | null {
    return this.#traceIds.get(request) ?? incoming(request.headers)?.traceId ?? null;
  }
}

/** A host that traces its HTTP server already has a span for this request; otherwise it is ours to make. */
function parentOf(headers: Headers): { readonly parent: Context; readonly kind: SpanKind } {
  const active = context.active();
  if (trace.getSpan(active) !== undefined) return { parent: active, kind: SpanKind.INTERNAL };
  const caller = incoming(headers);
  return { parent: caller === null ? active : trace.setSpanContext(active, caller), kind: SpanKind.SERVER };
}

function incoming(headers: Headers) {
  return headers.traceparent === undefined ? null : parseTraceParent(headers.traceparent, headers.tracestate);
}

function endRequest(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status);
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function statusOf(refusal: unknown): number {
  const status = memberOf(refusal, 'status');
  return typeof status === 'number' ? status : 500;
}
