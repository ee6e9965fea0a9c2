import { checkApiKey } from './api-key.ts';

interface CommonOptions {
  /** Where the server is, such as `https://jobs.example.com`. A path in it is kept as a prefix of all paths. */
  readonly baseUrl: string;
  /** What sends the requests, and the place to put a proxy, a log or a test. The `fetch` of the platform when left out. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** Either a key that stays the same, or a function that gives the key for each request, for keys that are renewed. */
type KeyOptions =
  | { readonly apiKey: string; readonly getApiKey?: never }
  | { readonly apiKey?: never; readonly getApiKey: () => string | Promise<string> };

/** What a client needs to know: the server, and a key of the organization. */
export type JobsClientOptions = CommonOptions & KeyOptions;

/** The options after checking, in the one form that the rest of the client works with. */
export interface CheckedOptions {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly getApiKey: () => string | Promise<string>;
  readonly fetch: (request: Request) => Promise<Response>;
}

/**
 * Refuses options that no request could be made with, before the first request.
 *
 * @throws TypeError that says which option is wrong. It never holds the key.
 */
export function checkOptions(options: JobsClientOptions): CheckedOptions {
  // A caller without types can leave anything out.
  const given: Partial<Record<'baseUrl' | 'apiKey' | 'getApiKey' | 'fetch', unknown>> = options ?? {};
  const baseUrl = checkBaseUrl(given.baseUrl);
  const getApiKey = checkKeySource(given.apiKey, given.getApiKey);
  if (given.fetch !== undefined && typeof given.fetch !== 'function') {
    throw new TypeError('createJobsClient: `fetch` must be a function that takes a Request, or be left out.');
  }
  return { baseUrl, getApiKey, fetch: options.fetch ?? ((request) => globalThis.fetch(request)) };
}

function checkBaseUrl(baseUrl: unknown): string {
  if (typeof baseUrl !== 'string' || baseUrl === '') {
    throw new TypeError('createJobsClient: `baseUrl` is missing. Give the address of the server.');
  }
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TypeError('createJobsClient: `baseUrl` must begin with http:// or https:// and name a host.');
  }
  // Requests refuse such an address with a message that shows the password.
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('createJobsClient: `baseUrl` must not hold a user name or password. Give the key as `apiKey`.');
  }
  if (url.search !== '' || url.hash !== '') {
    throw new TypeError('createJobsClient: `baseUrl` must end before any `?` or `#`.');
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function checkKeySource(apiKey: unknown, getApiKey: unknown): () => string | Promise<string> {
  if (apiKey !== undefined && getApiKey !== undefined) {
    throw new TypeError('createJobsClient: give either `apiKey` or `getApiKey`, not both.');
  }
  if (typeof getApiKey === 'function') {
    return getApiKey as () => string | Promise<string>;
  }
  if (getApiKey !== undefined) {
    throw new TypeError('createJobsClient: `getApiKey` must be a function that returns the key.');
  }
  const key = checkApiKey(apiKey, 'createJobsClient: `apiKey`');
  return () => key;
}
