import { type OperationId, operations } from '@jobwire/contract';
import { spec } from '@jobwire/contract/spec';
import { expect, test } from 'vitest';
import type { Exchange } from '../runner/exchange.ts';
import { declaredResponse } from './declared-response.ts';
import { responseFaults } from './response-faults.ts';

function exchangeOf(
  operationId: OperationId,
  status: number,
  body: unknown,
  headers: Record<string, string>,
): Exchange {
  const bodyText = body === undefined ? '' : JSON.stringify(body);
  const lowerCase = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    operationId,
    keyName: 'primary',
    method: 'GET',
    url: 'http://host/v1/jobs/job_01m817qnm0f9f824pa3eywnyp2',
    jobId: null,
    requestHeaders: new Map(),
    requestBody: null,
    beganAtMs: 0,
    endedAtMs: 0,
    status,
    headers: new Map(lowerCase),
    bodyText,
    body,
  };
}

const examples = spec.components.examples as Record<string, { value: { request_id: string } }>;
const job = examples.JobRunning?.value;
const notFound = { request_id: '', ...examples.ProblemJobNotFound?.value };
const jobHeaders = { 'X-Request-Id': 'req_1', ETag: '"9"', 'Content-Type': 'application/json; charset=utf-8' };
const problemHeaders = { 'X-Request-Id': notFound.request_id, 'Content-Type': 'application/problem+json' };

test('examples of the contract have no faults', () => {
  expect(responseFaults(exchangeOf('getJob', 200, job, jobHeaders))).toEqual([]);
  expect(responseFaults(exchangeOf('getJob', 404, notFound, problemHeaders))).toEqual([]);
  expect(responseFaults(exchangeOf('getJob', 304, undefined, jobHeaders))).toEqual([]);
});

test.each<readonly [string, { given: Exchange; want: string }]>([
  [
    'an undeclared status',
    { given: exchangeOf('getJob', 202, job, jobHeaders), want: 'a status that getJob declares' },
  ],
  [
    'a missing header',
    {
      given: exchangeOf('getJob', 200, job, { ...jobHeaders, ETag: undefined as unknown as string }),
      want: 'header ETag',
    },
  ],
  [
    'a header of another type',
    { given: exchangeOf('getJob', 200, job, { ...jobHeaders, 'Retry-After': 'soon' }), want: 'header Retry-After as' },
  ],
  [
    'another media type',
    { given: exchangeOf('getJob', 404, notFound, jobHeaders), want: 'media type application/problem+json' },
  ],
  [
    'a body that breaks its schema',
    { given: exchangeOf('getJob', 200, { ...job, status: 'done' }, jobHeaders), want: 'a body that fits its schema' },
  ],
  [
    'a time that is none',
    {
      given: exchangeOf('getJob', 200, { ...job, created_at: 'today' }, jobHeaders),
      want: 'a body that fits its schema',
    },
  ],
  ['a body where there is none', { given: exchangeOf('getJob', 304, job, jobHeaders), want: 'no body' }],
  [
    'a problem with another status',
    { given: exchangeOf('getJob', 404, { ...notFound, status: 400 }, problemHeaders), want: '`status` of the problem' },
  ],
  [
    'a code that belongs to another status',
    {
      given: exchangeOf('getJob', 404, { ...notFound, code: 'forbidden' }, problemHeaders),
      want: 'HTTP status of `forb',
    },
  ],
  [
    'a request id that is not the one of the header',
    {
      given: exchangeOf('getJob', 404, notFound, { ...problemHeaders, 'X-Request-Id': 'req_2' }),
      want: '`request_id` of the problem',
    },
  ],
])('%s is the one fault of an answer', (_name, { given, want }) => {
  const faults = responseFaults(given);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.expected).toContain(want);
});

test('every declared answer of every operation can be looked up, and declares X-Request-Id', () => {
  for (const [operationId, { statuses }] of Object.entries(operations)) {
    for (const status of statuses) {
      expect(declaredResponse(operationId as OperationId, status)?.headers['X-Request-Id']?.required).toBe(true);
    }
  }
});
