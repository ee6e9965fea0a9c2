import type { Request } from 'express';
import { expect, test } from 'vitest';
import type { LogFields, Logger } from '../domain/logger.ts';
import { contractOperations } from '../router/contract-operation.ts';
import type { AnsweredRequest } from '../router/request-observer.ts';
import { logRequest } from './request-log.ts';

interface Line {
  readonly level: string;
  readonly fields: LogFields;
}

/** What the log says of a request like this. */
function logged(members: Partial<AnsweredRequest>, headers: Record<string, string> = {}): Line | undefined {
  const lines: Line[] = [];
  const write = (level: string) => (fields: LogFields) => lines.push({ level, fields });
  const logger: Logger = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
  const answered: AnsweredRequest = {
    request: { method: 'GET', headers } as unknown as Request,
    requestId: 'req_1',
    operation: contractOperations.find(({ id }) => id === 'getJob') ?? null,
    path: { job_id: 'job_1' },
    principal: { access: 'read', organizationId: 'acme' } as AnsweredRequest['principal'],
    status: 200,
    durationMs: 1.23456,
    streamed: false,
    ...members,
  };
  logRequest(logger, answered, () => 'a trace');
  expect(lines).toHaveLength(1);
  return lines[0];
}

test('a request that went well is told at the level of debugging, with all that is known of it', () => {
  expect(logged({})).toEqual({
    level: 'debug',
    fields: {
      request_id: 'req_1',
      operation: 'getJob',
      method: 'GET',
      status: 200,
      duration_ms: 1.23,
      organization: 'acme',
      job_id: 'job_1',
      trace_id: 'a trace',
    },
  });
});

test.each<[string, { given: Partial<AnsweredRequest>; headers?: Record<string, string>; want: string }]>([
  ['a slow one', { given: { durationMs: 1000 }, want: 'info' }],
  ['one that the server failed to answer', { given: { status: 503 }, want: 'info' }],
  ['one that asked to be held', { given: { durationMs: 60_000 }, headers: { prefer: 'wait=60' }, want: 'debug' }],
  ['a stream', { given: { durationMs: 60_000, streamed: true }, want: 'debug' }],
  ['a refused one', { given: { status: 403 }, want: 'debug' }],
])('%s is told at its level', (_name, { given, headers, want }) => {
  expect(logged(given, headers)?.level).toBe(want);
});

test.each([400, 401, 403, 404])('a path that was answered %i is not taken for the id of a job', (status) => {
  expect(logged({ status })?.fields).not.toHaveProperty('job_id');
});
