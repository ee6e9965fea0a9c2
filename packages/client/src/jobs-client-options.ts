import { checkApiKey } from './transport/api-key.ts';

interface CommonOptions {
  /** Where the server is, such as `https://jobs.example.com`. A path in it is kept as a prefix of all paths. */
  readonly baseUrl: string;
  /** What sends the requests, and the place to put a proxy, a log or a test. The `fetch` of the platform when left out. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** How long one attempt of a request may take, its answer included, in milliseconds. 30,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** How often a request is repeated that may be; false for never. */
  readonly retry?: RetryOptions | false | undefined;
}

/**
 * What is repeated: reading, cancelling, and creating with an idempotency key; after 429, 502, 503, 504, an answer that did not
 * come, and a problem that is `retryable`. `Retry-After` is obeyed. Where there is none, the pause is half to all, by chance, of
 * a bound that doubles each time, up to 5 s.
 */
export interface RetryOptions {
  /** How often a request is sent at most, the first time included. As often as `totalMs` lets it unless said otherwise. */
  readonly attempts?: number | undefined;
  /** How long all attempts and pauses may take together, in milliseconds. Twice `timeoutMs` unless said otherwise. */
  readonly totalMs?: number | undefined;
  /** The bound of the first pause, in milliseconds. 500 unless said otherwise. */
  readonly pauseMs?: number | undefined;
}

/** Either a key that stays the same, or a function that gives the key for each request, for keys that are renewed. */
type KeyOptions =
  | { readonly apiKey: string; readonly getApiKey?: undefined }
  | { readonly apiKey?: undefined; readonly getApiKey: () => string | Promise<string> };

/** What a client needs to know: the server, and a key of the organization. */
export type JobsClientOptions = CommonOptions & KeyOptions;

/** The options after checking, in the one form that the rest of the client works with. */
export interface CheckedOptions {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly getApiKey: () => string | Promise<string>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly timeoutMs: number;
  readonly attempts: number;
  readonly totalMs: number;
  readonly pauseMs: number;
}

/**
 * Refuses options that no request could be made with, before the first request.
 *
 * @throws TypeError that says which option is wrong. It never holds the key.
 */
export function checkOptions(options: JobsClientOptions): CheckedOptions {
  // A caller without types can leave anything out, and misspell the rest.
  const {
    baseUrl,
    apiKey,
    getApiKey,
    fetch,
    timeoutMs = 30_000,
    retry = {},
    ...others
  } = Object(options) as JobsClientOptions;
  const retries: RetryOptions = retry === false ? { attempts: 1 } : Object(retry) === retry ? retry : Object({ retry });
  const { attempts = Number.POSITIVE_INFINITY, totalMs = 2 * timeoutMs, pauseMs = 500, ...otherRetries } = retries;
  // A user, a query or a fragment would end up in every address, and in messages.
  if (!/^https?:\/\/[^\s?#@]+$/.test(baseUrl)) {
    throw new TypeError('`baseUrl` must be an http(s) address without user, ? and #');
  }
  if (!getApiKey === (apiKey === undefined)) throw new TypeError('Give either `apiKey` or `getApiKey`');
  if (!getApiKey) checkApiKey(apiKey);
  const [unknown] = Object.keys({ ...others, ...otherRetries });
  if (unknown) throw new TypeError(`\`${unknown}\` is unknown, or of a wrong kind`);
  const numbers = { timeoutMs, attempts, totalMs, pauseMs };
  for (const [name, value] of Object.entries(numbers)) {
    if (typeof value !== 'number' || !(value > 0)) throw new TypeError(`\`${name}\` must be a number above 0`);
  }
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    getApiKey: getApiKey ?? (() => apiKey as string),
    // Looked up at each request, as others may put their own in its place.
    fetch: fetch ?? ((request) => globalThis.fetch(request)),
    ...numbers,
  };
}
