import type { BulkCancellation, Capabilities, Job, JobList, JobProblem } from '@jobwire/contract';
import { NetworkError } from '../errors/network-error.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts';
import { hideApiKey } from './api-key.ts';
import { parseJson } from './parse-json.ts';
import { retryAfterSecondsOf } from './retry-after.ts';

/** A request, with its key on it, and the answer to it. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

/** What an object of the contract calls itself in member `object`. */
export type ObjectName = (Job | JobList | BulkCancellation | Capabilities)['object'];

/** Reads an object of the contract. What a newer server adds to it is kept. */
export async function readObject<Body>(exchange: Exchange, name: ObjectName): Promise<Body> {
  const text = await exchange.response.text();
  const body = parseJson(text);
  if (body?.object !== name || (name === 'job' && typeof body.terminal !== 'boolean')) {
    throw unexpected(exchange, `a ${name}`, text);
  }
  return body as Body;
}

/**
 * The error for an answer that is a failure. `body` is what openapi-fetch read: JSON as a value, anything else as text. A problem has
 * the members that the client relies on, and the job where its code promises one; an unknown code is one as well.
 */
export function failureOf(exchange: Exchange, body: unknown, now: number): Error {
  const { request, response } = exchange;
  const retryAfterSeconds = retryAfterSecondsOf(response.headers, now);
  const { code, detail, status, job } = Object(body) as Partial<JobProblem>;
  const lacksJob = /^job_.*terminal$/.test(code ?? '') && !job?.id;
  return code && detail && status === response.status && !lacksJob
    ? new ProblemError(request, body as JobProblem, hideApiKey(detail, request), retryAfterSeconds)
    : unexpected(exchange, 'a problem of the contract', body, retryAfterSeconds);
}

const shownCharacters = 200;

/** The error for an answer that is not what it has to be, with the key taken out of what it shows. */
export function unexpected(
  { request, response: { status } }: Exchange,
  wanted: string,
  body: unknown,
  retryAfterSeconds?: number,
): Error {
  const { method, url } = request;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const bodyStart = hideApiKey(text, request).slice(0, shownCharacters);
  return new UnexpectedResponseError({ method, url, status, bodyStart, retryAfterSeconds }, wanted);
}

/** The error for no answer, without the key: a cause that holds it would be printed with the error. */
export function networkError(request: Request, cause: unknown): NetworkError {
  const { message = cause, cause: inner } = Object(cause) as {
    message?: unknown;
    cause?: { code?: string; message?: string };
  };
  // Node hides the reason, such as ECONNREFUSED, in the cause of "fetch failed".
  const reason = `${message}${inner ? ` (${inner.code ?? inner.message})` : ''}`;
  const shown = hideApiKey(reason, request);
  return new NetworkError(request, shown, shown === reason ? cause : undefined);
}
