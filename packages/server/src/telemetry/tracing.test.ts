import { context, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { defineJob } from '../engine/job-definition.ts';
import { JobFailure } from '../engine/job-failure.ts';
import { eventually } from '../test/eventually.ts';
import { runningServer } from '../test/running-server.ts';

const exporter = new InMemorySpanExporter();
const callerTrace = '4bf92f3577b34da6a3ce929d0e0e4736';
const callerSpan = '00f067aa0ba902b7';
const traceparent = `00-${callerTrace}-${callerSpan}-01`;

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
});
beforeEach(() => exporter.reset());
afterAll(() => {
  trace.disable();
  context.disable();
});

const spanNamed = (name: string) =>
  eventually(name, () => exporter.getFinishedSpans().find((candidate) => candidate.name === name));

test('an attempt is linked to the request that created its job, which is a span below the caller’s', async () => {
  let seen: string | undefined;
  const look = defineJob({
    type: 'test.look',
    description: 'Looks at the active span.',
    input: { type: 'object' },
    async run() {
      await new Promise<void>((resolve) => setImmediate(resolve));
      seen = trace.getActiveSpan()?.spanContext().spanId;
    },
  });
  const running = await runningServer({ handlers: [look] });
  const { id } = await running.create(
    { type: 'test.look', input: {} },
    { headers: { traceparent, tracestate: 'a=1' } },
  );
  await running.ended(id);

  const request = await spanNamed('createJob');
  expect(request.spanContext().traceId).toBe(callerTrace);
  expect(request.parentSpanContext?.spanId).toBe(callerSpan);
  expect(request.spanContext().traceState?.serialize()).toBe('a=1');
  expect(request.kind).toBe(SpanKind.SERVER);
  expect(request.attributes).toEqual({
    'http.request.method': 'POST',
    'http.route': '/v1/jobs',
    'http.response.status_code': 201,
  });

  const attempt = await spanNamed('attempt test.look');
  expect(attempt.parentSpanContext).toBeUndefined();
  expect(attempt.spanContext().traceId).not.toBe(callerTrace);
  expect(attempt.links.map((link) => link.context)).toMatchObject([
    { traceId: callerTrace, spanId: request.spanContext().spanId },
  ]);
  expect(attempt.attributes).toMatchObject({
    'jobwire.job.id': id,
    'jobwire.attempt': 1,
    'jobwire.outcome': 'completed',
  });
  expect(seen).toBe(attempt.spanContext().spanId);
});

test('a refusal and a failed attempt end their spans, with their status and code', async () => {
  const fail = defineJob({
    type: 'test.fail',
    description: 'Fails.',
    input: { type: 'object' },
    run: () => Promise.reject(new JobFailure('no_paper', 'There is no paper.')),
  });
  const running = await runningServer({ handlers: [fail] });
  await running.send('GET', '/v1/jobs/job_unknown');
  expect((await spanNamed('getJob')).attributes['http.response.status_code']).toBe(404);
  const { id } = await running.create({ type: 'test.fail', input: {} });
  await running.ended(id);
  expect((await spanNamed('attempt test.fail')).attributes).toMatchObject({ 'error.type': 'no_paper' });
});

test('a traceparent that is none begins a trace of its own', async () => {
  const running = await runningServer();
  await running.send('GET', '/v1/capabilities', { headers: { traceparent: `${traceparent}-x` } });
  const request = await spanNamed('getCapabilities');
  expect(request.parentSpanContext).toBeUndefined();
  expect(request.spanContext().traceId).not.toBe(callerTrace);
});
