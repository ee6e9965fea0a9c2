import type { paths } from '@jobwire/contract';
import type { Client, ClientPathsWithMethod, MaybeOptionalInit } from 'openapi-fetch';
import type { Connection } from '../connection.ts';
import { JobsClientError } from '../errors/jobs-client-error.ts';
import { TimeoutError } from '../errors/timeout-error.ts';
import { authorize } from './api-key.ts';
import { type Exchange, failureOf, networkError, type ObjectName, readObject } from './read-answer.ts';
import { withinLimit } from './within-limit.ts';

export type Method = 'get' | 'post' | 'delete';
export type PathOf<Of extends Method> = ClientPathsWithMethod<Client<paths>, Of>;

/** A request of the contract, which can be sent again. */
export interface ContractRequest<Of extends Method, Path extends PathOf<Of>, Value> {
  readonly method: Of;
  readonly path: Path;
  /** Its parameters and body, as openapi-fetch takes them. */
  readonly init?: MaybeOptionalInit<paths[Path], Of>;
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
  { environment, raw, fetch, getApiKey }: Connection,
  { method, path, init, signal: outer, waitSeconds, read }: ContractRequest<Of, Path, Value>,
  limitMs: number,
  allowedMs: number,
): Promise<Value> {
  let request: Request | undefined;
  const late = () => new TimeoutError(`${request?.method} ${request?.url} got no whole answer`, allowedMs);
  return withinLimit(environment, limitMs, outer, late, async (signal) => {
    try {
      const { response, error } = await raw.request(method, path, {
        ...init,
        headers: { Prefer: waitSeconds ? `wait=${waitSeconds}` : undefined, ...init?.headers },
        signal,
        parseAs: 'stream',
        async fetch(made: Request) {
          await authorize(made, getApiKey);
          request = made;
          return fetch(made);
        },
      } as never);
      const exchange = { request: request as unknown as Request, response };
      if (!response.ok && response.status !== 304) throw failureOf(exchange, error, environment.now());
      return await (typeof read === 'string' ? readObject<Value>(exchange, read) : read(exchange));
    } catch (error) {
      // Before there is a request it is the caller's: no key, or a body that cannot be written as JSON.
      throw !request || error instanceof JobsClientError ? error : networkError(request, error);
    }
  });
}
