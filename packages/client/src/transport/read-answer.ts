import type { BulkCancellation, Capabilities, Job, JobList, JobProblem } from '@jobwire/contract';
import { NetworkError } from '../errors/network-error.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { UnexpectedResponseError } from '../errors/unexpected-response-error.ts';
import { hideApiKey, mayHoldApiKey } from './api-key.ts';
import { parseJson } from './parse-json.ts';

/** A request, with its key on it, and the answer to it. */
export interface Exchange {
  readonly request: Request;
  readonly response: Response;
  /** When it makes sense to ask again, in seconds, if the answer says so. */
  readonly retryAfterSeconds: number | undefined;
}

/** What an object of the contract calls itself in member `object`. */
export type ObjectName = (Job | JobList | BulkCancellation | Capabilities)['object'];

/**
 * Reads an object of the contract. What a newer server adds to it is kept.
 *
 * @param wanted what it has to be, as the end of a sentence
 * @param isWanted whether it is that, where more is wanted than an object of this name
 */
export async function readObject<Body>(
  exchange: Exchange,
  name: ObjectName,
  wanted = `a ${name}`,
  isWanted: (body: Body) => unknown = Boolean,
): Promise<Body> {
  const text = await exchange.response.text();
  const body = parseJson(text);
  const lacks = { job: typeof body?.terminal !== 'boolean', list: !Array.isArray(body?.data) } as Partial<
    Record<ObjectName, boolean>
  >;
  if (body?.object !== name || lacks[name] || !isWanted(body as Body)) throw unexpected(exchange, wanted, body ?? text);
  return body as Body;
}

/**
 * The error for an answer that is a failure. `body` is what openapi-fetch read: JSON as a value, anything else as text. A problem has
 * the members that the client relies on, and the job where its code promises one; an unknown code is one as well.
 */
export function failureOf(exchange: Exchange, body: unknown): Error {
  const { request, response, retryAfterSeconds } = exchange;
  const { code, detail, status, job } = Object(body) as Partial<JobProblem>;
  const lacksJob = /^job_(already|not)_terminal$/.test(code ?? '') && !job?.id;
  return code && detail && status === response.status && !lacksJob
    ? new ProblemError(request, hideApiKey(body as JobProblem, request), retryAfterSeconds)
    : unexpected(exchange, 'a problem of the contract', body);
}

const shownCharacters = 200;

/** The error for an answer that is not what it has to be, with the key taken out of what it shows. */
export function unexpected({ request, response, retryAfterSeconds }: Exchange, wanted: string, body: unknown): Error {
  const { method, url } = request;
  const shown = hideApiKey(body ?? '', request);
  const bodyStart = (typeof shown === 'string' ? shown : JSON.stringify(shown)).slice(0, shownCharacters);
  return new UnexpectedResponseError({ method, url, status: response.status, bodyStart, retryAfterSeconds }, wanted);
}

/** The error for no answer, without the key: a cause that holds it would be printed with the error. */
export function networkError(request: Request, cause: unknown): NetworkError {
  const { message = cause, cause: inner } = Object(cause) as {
    message?: unknown;
    cause?: { code?: string; message?: string };
  };
  // Node hides the reason, such as ECONNREFUSED, in the cause of "fetch failed".
  const reason = `${message}${inner ? ` (${inner.code ?? inner.message})` : ''}`;
  return new NetworkError(request, hideApiKey(reason, request), mayHoldApiKey(cause, request) ? undefined : cause);
}
