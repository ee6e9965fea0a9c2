// Checked by tsc: each `@ts-expect-error` is a handler that does not keep the contract and must not compile.
import type { Job, JobProblem, OperationId, Problem } from '@jobwire/contract';
import { expectTypeOf, test } from 'vitest';
import { contractJob, tinyOperations } from '../test/tiny-operations.ts';
import {
  notServed,
  type OperationHandler,
  type OperationRequest,
  type OperationResponse,
  type Operations,
  type Principal,
} from './operation-types.ts';

/** Makes the compiler read code that never runs. */
function neverRun(_code: () => unknown): void {}

declare const problem: Problem;
declare const jobProblem: JobProblem;

test('every operation has to be there, or be declared as not served', () => {
  const operations = tinyOperations();
  const { getJob: _, ...withoutGetJob } = operations;
  neverRun(() => {
    const notServing: Operations<Principal> = { ...operations, listJobEvents: notServed };
    // @ts-expect-error getJob is missing
    const missing: Operations<Principal> = withoutGetJob;
    // @ts-expect-error no such operation
    const unknown: Operations<Principal> = { ...operations, restartJob: notServed };
    // @ts-expect-error neither a handler nor notServed
    const undefinedHandler: Operations<Principal> = { ...operations, getJob: undefined };
    return [notServing, missing, unknown, undefinedHandler];
  });
});

test('a handler answers with a declared status and its body', () => {
  const job = contractJob();
  neverRun(() => {
    const good: OperationHandler<'getJob', Principal>[] = [
      () => ({ status: 200, body: job }),
      () => ({ status: 304 }),
      async () => ({ status: 404, body: problem }),
      async () => ({ status: 200, headers: { ETag: '"1"' }, body: job }),
    ];
    // @ts-expect-error getJob declares no 201
    const undeclared: OperationHandler<'getJob', Principal> = () => ({ status: 201, body: job });
    // @ts-expect-error getJob declares no 409
    const conflict: OperationHandler<'getJob', Principal> = () => ({ status: 409, body: problem });
    // @ts-expect-error the body of 200 is a job
    const wrongBody: OperationHandler<'getJob', Principal> = () => ({ status: 200, body: { id: 'job_1' } });
    // @ts-expect-error the body of 200 is missing
    const noBody: OperationHandler<'getJob', Principal> = () => ({ status: 200 });
    // @ts-expect-error 304 has no body
    const bodyOf304: OperationHandler<'getJob', Principal> = () => ({ status: 304, body: job });
    // @ts-expect-error 204 has no body
    const bodyOf204: OperationHandler<'deleteJob', Principal> = () => ({ status: 204, body: job });
    // @ts-expect-error the status of a job is one of the contract
    const wrongStatus: Job = contractJob({ status: 'succeeded' });
    // @ts-expect-error a header is text
    const numberHeader: OperationHandler<'getJob', Principal> = () => ({ status: 304, headers: { ETag: 1 } });
    // @ts-expect-error a list is a page, not an array
    const bareList: OperationHandler<'listJobs', Principal> = () => ({ status: 200, body: [job] });
    return [good, undeclared, conflict, wrongBody, noBody, bodyOf304, bodyOf204, wrongStatus, numberHeader, bareList];
  });
});

test('409 of cancelJob has the job inside', () => {
  type Conflict = Extract<OperationResponse<'cancelJob'>, { status: 409 }>;
  expectTypeOf<Conflict['body']['job']>().toEqualTypeOf<Job>();
  neverRun(() => {
    const good: OperationHandler<'cancelJob', Principal> = () => ({ status: 409, body: jobProblem });
    // @ts-expect-error a problem without its job
    const bad: OperationHandler<'cancelJob', Principal> = () => ({ status: 409, body: problem });
    return [good, bad];
  });
});

test('a request has the parameters and the body of its operation, and no others', () => {
  type Request<Id extends OperationId> = OperationRequest<Id, Principal>;
  expectTypeOf<Request<'listJobs'>['path']>().toEqualTypeOf<Readonly<Record<string, never>>>();
  expectTypeOf<Request<'getJob'>['path']>().toEqualTypeOf<Readonly<{ job_id: string }>>();
  expectTypeOf<Request<'getJob'>['body']>().toEqualTypeOf<undefined>();
  expectTypeOf<Request<'createJob'>['body']['type']>().toEqualTypeOf<string>();
  expectTypeOf<NonNullable<Request<'listJobs'>['query']['limit']>>().toEqualTypeOf<number>();
  neverRun(() => {
    const request = {} as Request<'createJob'>;
    const cancel = {} as Request<'cancelJob'>;
    const list = {} as Request<'listJobs'>;
    return [
      request.body.input,
      // @ts-expect-error no such member
      request.body.payload,
      // @ts-expect-error the body of a cancel may be left out
      cancel.body.reason,
      cancel.body?.reason,
      // @ts-expect-error no such header is declared
      request.headers['X-Tenant'],
      request.headers['Idempotency-Key'],
      // @ts-expect-error no such parameter
      list.query.page,
    ];
  });
});

test('a handler gets the caller that the router was made for', () => {
  interface Tenant extends Principal {
    readonly tenant: string;
  }
  expectTypeOf<OperationRequest<'getJob', Tenant>['principal']>().toEqualTypeOf<Tenant>();
  neverRun(() => {
    const good: OperationHandler<'getJob', Tenant> = ({ principal }) => ({
      status: 200,
      body: contractJob({ organization_id: principal.tenant }),
    });
    const bad: OperationHandler<'getJob', Principal> = ({ principal }) => ({
      status: 200,
      // @ts-expect-error a principal has no tenant by itself
      body: contractJob({ organization_id: principal.tenant }),
    });
    return [good, bad];
  });
});
