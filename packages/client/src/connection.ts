import type { paths } from '@jobwire/contract';
import createClient, { type Client } from 'openapi-fetch';
import { type ClientEnvironment, systemEnvironment } from './client-environment.ts';
import { type CheckedOptions, checkOptions, type JobsClientOptions } from './jobs-client-options.ts';
import { authorize } from './transport/api-key.ts';
import { serializeQuery } from './transport/serialize-query.ts';

/** A server and a key for it: what every operation needs. Made by `connect`. */
export interface Connection extends CheckedOptions {
  /** openapi-fetch with the key on every request. It repeats nothing and checks nothing. */
  readonly raw: Client<paths>;
  readonly environment: ClientEnvironment;
  /** Learned on the way: whether the server has ever been heard of, and not only a proxy in front of it. */
  hasAnswered?: boolean;
  /** Learned on the way. */
  lacksEvents?: boolean;
}

/**
 * Names a server and a key, for the operations as functions: an application that imports only those it calls is smaller than
 * with `createJobsClient`. Nothing is sent yet.
 *
 * @throws TypeError when an option is missing or cannot be used. It never holds the key.
 * @example
 * ```ts
 * const server = connect({ baseUrl, apiKey });
 * const created = await createJob(server, { type: 'demo.batch', input: { items: 600, item_ms: 100 } });
 * const { outcome } = await cancelJob(server, created.id);
 * console.log(outcome); // 'cancelled', 'cancelling', or 'already_terminal'
 * ```
 */
export function connect(options: JobsClientOptions, environment: ClientEnvironment = systemEnvironment): Connection {
  const checked = checkOptions(options);
  const { baseUrl, getApiKey, fetch } = checked;
  const raw = createClient<paths>({
    baseUrl,
    querySerializer: serializeQuery,
    async fetch(request) {
      await authorize(request, getApiKey);
      return fetch(request);
    },
  });
  return { ...checked, raw, environment };
}
