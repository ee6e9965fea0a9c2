import { type OperationId, operations } from '@jobwire/contract';
import type { Exchange, KeyName } from './exchange.ts';
import { keyVariables } from './key-variables.ts';
import { NoAnswerError, reasonForNoAnswer } from './no-answer-error.ts';

/** How long one request may take before the kit takes it for unanswered. Above the longest wait of the contract (60 s). */
const requestTimeoutMs = 90_000;

/** What sends the requests of the kit: the `fetch` of the platform, or one in its place. */
export type SendRequest = (url: string, init: RequestInit) => Promise<Response>;

/** What one request needs beyond its operation. */
export interface RequestParts {
  readonly jobId?: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as JSON; no body is sent when it is left out. */
  readonly body?: unknown;
}

/**
 * Sends one request with one key.
 *
 * @throws NoAnswerError when there is no whole answer
 */
export type Caller = (operationId: OperationId, parts?: RequestParts) => Promise<Exchange>;

/** What all callers of one run share. */
export interface CallerOptions {
  readonly baseUrl: string;
  readonly keys: Readonly<Partial<Record<KeyName, string>>>;
  readonly fetch: SendRequest;
  /** Told every exchange, in order. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** Makes the one place where requests of a run are made and its answers recorded. It judges nothing. */
export function createCaller(keyName: KeyName, { baseUrl, keys, fetch, onExchange }: CallerOptions): Caller {
  const hideKeys = (text: string) => withoutKeys(text, keys);

  return async (operationId, { jobId, query, body } = {}) => {
    const method = operations[operationId].method.toUpperCase();
    const path = operations[operationId].path.replace('{job_id}', encodeURIComponent(jobId ?? ''));
    const search = query === undefined ? '' : `?${new URLSearchParams(query)}`;
    const url = `${baseUrl}${path}${search}`;
    const requestBody = body === undefined ? null : JSON.stringify(body);
    const headers: Record<string, string> = { Authorization: `Bearer ${keys[keyName]}` };
    if (requestBody !== null) {
      headers['Content-Type'] = 'application/json';
    }

    let response: Response;
    let text: string;
    try {
      const signal = AbortSignal.timeout(requestTimeoutMs);
      // A redirect is an undeclared status, which the kit must see and not follow with its key.
      response = await fetch(url, { method, headers, body: requestBody, redirect: 'manual', signal });
      text = await response.text();
    } catch (error) {
      throw new NoAnswerError(`${method} ${url}`, hideKeys(reasonForNoAnswer(error)));
    }

    const exchange: Exchange = {
      operationId,
      keyName,
      method,
      url,
      requestBody,
      status: response.status,
      headers: new Map([...response.headers].map(([name, value]) => [name, hideKeys(value)])),
      bodyText: hideKeys(text),
      body: parseJson(hideKeys(text)),
    };
    onExchange(exchange);
    return exchange;
  };
}

/** A server may give a key back; what the kit keeps must be safe to publish. */
function withoutKeys(text: string, keys: CallerOptions['keys']): string {
  return Object.entries(keys).reduce(
    (shown, [name, key]) => (key ? shown.replaceAll(key, () => keyVariables[name as KeyName]) : shown),
    text,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
