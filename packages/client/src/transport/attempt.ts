import type { paths } from '@jobwire/contract';
import type { Client, ClientPathsWithMethod } from 'openapi-fetch';
import type { Connection } from '../connection.ts';
import { JobsClientError } from '../errors/jobs-client-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { authorize } from './api-key.ts';
import { checkJobId } from './check-job-id.ts';
import { type Exchange, failureOf, networkError, type ObjectName, readObject } from './read-answer.ts';
import { retryAfterSecondsOf } from './retry-after.ts';
import { withinLimit } from './within-limit.ts';

export type Method = 'get' | 'post' | 'delete';
export type PathOf<Of extends Method> = ClientPathsWithMethod<Client<paths>, Of>;

/** A request of the contract, which can be sent again. */
export interface ContractRequest<Of extends Method, Path extends PathOf<Of>, Value> {
  readonly method: Of;
  readonly path: Path;
  /** The job in the path. */
  readonly jobId?: Path extends `${string}{job_id}${string}` ? string : never;
  readonly query?: object | undefined;
  readonly headers?: Readonly<Record<string, string | number | null | undefined>>;
  readonly body?: object | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Sending it twice does more than sending it once. */
  readonly once?: boolean;
  /** How long the server is asked to hold its answer, in seconds. */
  readonly waitSeconds?: number | undefined;
  /** The object of the contract that the answer is, or how to read it. It is no failure then; 304 is none. */
  readonly read: ObjectName | ((exchange: Exchange) => Value | Promise<Value>);
}

/**
 * Sends a request once, for at most that long. Rejects with the one error that says what happened.
 *
 * @param allowedMs what the caller allowed, and is told when the time is over: more than `limitMs` when earlier attempts used some
 */
export function attempt<Of extends Method, Path extends PathOf<Of>, Value>(
  connection: Connection,
  { method, path, jobId, query, headers, body, signal: outer, waitSeconds, read }: ContractRequest<Of, Path, Value>,
  limitMs: number,
  allowedMs: number,
): Promise<Value> {
  const { environment, raw, fetch, getApiKey } = connection;
  let request: Request | undefined;
  let isSent = false;
  const late = () => new TimeoutError(`${request?.method} ${request?.url} got no whole answer`, allowedMs);
  return withinLimit(environment, limitMs, outer, late, async (signal) => {
    try {
      const { response, error } = await raw.request(method, path, {
        params: { path: path.includes('{') && { job_id: checkJobId(jobId) }, query },
        headers: { Prefer: waitSeconds && `wait=${waitSeconds}`, ...headers },
        body,
        signal,
        parseAs: 'stream',
        async fetch(made: Request) {
          request = made;
          await authorize(made, getApiKey);
          isSent = true;
          return fetch(made);
        },
      } as never);
      const { status, ok } = response;
      const retryAfterSeconds = retryAfterSecondsOf(response.headers, environment.now());
      const exchange = { request: request as unknown as Request, response, retryAfterSeconds };
      // What is above may come from a proxy in front of a server that is away.
      connection.hasAnswered ||= status < 500;
      if (!ok && status !== 304) throw failureOf(exchange, error);
      return await (typeof read === 'string' ? readObject<Value>(exchange, read) : read(exchange));
    } catch (error) {
      // Before it is sent it is the caller's: no key, no job id, or a body that cannot be written as JSON.
      throw !isSent || error instanceof JobsClientError ? error : networkError(request as unknown as Request, error);
    }
  });
}
