import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ProblemCode, problems } from '@jobwire/contract';
import { ownProblem } from '../http/own-problem.ts';

/** Refuses a request with a problem of the contract that belongs to no operation of it. */
export function sendContractRefusal(
  code: ProblemCode,
  detail: string,
  { request, response, requestId }: { request: IncomingMessage; response: ServerResponse; requestId: string },
): void {
  const { status, title, retryable } = problems[code];
  const type = `/docs/errors#${code}`;
  const problem = { type, title, status, detail, instance: '', code, request_id: requestId, retryable };
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/problem+json');
  response.end(JSON.stringify(ownProblem(problem, request, requestId)));
}
