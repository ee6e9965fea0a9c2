import { setImmediate as nextTurn } from 'node:timers/promises';
import { type OperationId, operations } from '@jobwire/contract';
import { begun } from './begun.ts';
import { ConformanceSetupError } from './conformance-setup-error.ts';
import type { Exchange, KeyName } from './exchange.ts';
import { headerVariable } from './key-variables.ts';
import { NoAnswerError, reasonForNoAnswer } from './no-answer-error.ts';
import type { RequestBudget } from './request-budget.ts';
import { encodedBody, type RequestParts, searchOf } from './request-parts.ts';

/** How long one request may take before the kit takes it for unanswered. Above the longest wait of the contract (60 s). */
const requestTimeoutMs = 90_000;

/** What sends the requests of the kit: the `fetch` of the platform, or one in its place. */
export type SendRequest = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Sends one request of an operation with one key.
 *
 * @throws NoAnswerError when there is no whole answer
 */
export type Caller = (operationId: OperationId, parts?: RequestParts) => Promise<Exchange>;

/** Sends one request to any path, which begins with a slash. */
export type PathCaller = (method: string, path: string, parts?: RequestParts) => Promise<Exchange>;

/** What all callers of one run share. */
export interface CallerOptions {
  readonly baseUrl: string;
  readonly keys: Readonly<Partial<Record<KeyName, string>>>;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: SendRequest;
  readonly budget: RequestBudget;
  readonly hideSecrets: (text: string) => string;
  /** Told every exchange, in the order of the answers. */
  readonly onExchange: (exchange: Exchange) => void;
}

/** A request that is ready to be sent, as it is sent and as it is shown. */
export interface PreparedRequest {
  readonly shown: Omit<Exchange, 'status' | 'headers' | 'bodyText' | 'body' | 'beganAtMs' | 'endedAtMs'>;
  readonly url: string;
  readonly init: RequestInit;
}

/** Puts one request together. `keyName` is null for one without a key of the run. */
export function prepareRequest(
  target: { readonly operationId: OperationId | null; readonly method: string; readonly path: string },
  keyName: KeyName | null,
  parts: RequestParts,
  { baseUrl, keys, headers: configured, hideSecrets }: CallerOptions,
): PreparedRequest {
  const method = parts.method ?? target.method;
  const url = `${baseUrl}${target.path}${searchOf(parts)}`;
  const requestBody = encodedBody(parts);
  const headers = new Map<string, string>(Object.entries(configured));
  if (keyName !== null) headers.set('Authorization', `Bearer ${keys[keyName]}`);
  if (requestBody !== null) headers.set('Content-Type', 'application/json');
  for (const [name, value] of Object.entries(parts.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const shownHeaders = [...headers]
    .filter(([name]) => name !== 'Authorization' || keyName === null)
    .map(([name, value]): [string, string] => [name, name in configured ? headerVariable(name) : hideSecrets(value)]);
  return {
    shown: {
      operationId: target.operationId,
      keyName,
      method,
      url: hideSecrets(url),
      jobId: parts.jobId ?? null,
      requestHeaders: new Map(shownHeaders),
      requestBody,
    },
    url,
    // A redirect is an undeclared status, which the kit must see and not follow with its key.
    init: { method, headers: [...headers], body: requestBody?.bytes ?? null, redirect: 'manual' },
  };
}

/** The path of an operation. */
export function pathOf(operationId: OperationId, { jobId = '' }: RequestParts): string {
  return operations[operationId].path.replace('{job_id}', encodeURIComponent(jobId));
}

/** Makes the one place where requests of a run are made and its answers recorded. It judges nothing. */
export function createCaller(keyName: KeyName | null, options: CallerOptions): Caller {
  return (operationId, parts = {}) => {
    const target = {
      operationId,
      method: operations[operationId].method.toUpperCase(),
      path: pathOf(operationId, parts),
    };
    return exchangeOf(prepareRequest(target, keyName, parts, options), parts, options);
  };
}

/** Makes a caller of any path. What it gets is held against what the contract says of undeclared paths and methods. */
export function createPathCaller(keyName: KeyName | null, options: CallerOptions): PathCaller {
  return (method, path, parts = {}) =>
    exchangeOf(
      prepareRequest({ operationId: parts.as ?? null, method, path }, keyName, parts, options),
      parts,
      options,
    );
}

/** A check may end before a call that it has begun; then nobody waits for the error of that call. */
function exchangeOf(request: PreparedRequest, parts: RequestParts, options: CallerOptions): Promise<Exchange> {
  return begun(sendRequest(request, parts, options));
}

async function sendRequest(
  { shown, url, init }: PreparedRequest,
  parts: RequestParts,
  { fetch, budget, hideSecrets, onExchange }: CallerOptions,
): Promise<Exchange> {
  const label = `${shown.method} ${shown.url}`;
  const planned = {
    label,
    account: shown.keyName === 'foreign' ? 'foreign' : 'primary',
    waits: /wait\s*=\s*["']?[1-9]/.test(shown.requestHeaders.get('Prefer') ?? ''),
    unbounded: parts.unbounded === true,
  };
  const exchange = await budget.admit(planned, async (): Promise<Exchange> => {
    // After long work of the kit itself, connections that the server has closed meanwhile are noticed first.
    await nextTurn();
    const beganAtMs = performance.now();
    const mostMs = Math.max(1, Math.ceil(Math.min(parts.timeoutMs ?? requestTimeoutMs, budget.remainingMs() + 1_000)));
    const tooLate = AbortSignal.timeout(mostMs);
    let response: Response;
    let text: string;
    try {
      // A run that is stopped waits for its writes: one that creates a job has to tell which, or nobody could cancel it.
      const signal = shown.method === 'POST' ? tooLate : AbortSignal.any([tooLate, budget.stopped]);
      response = await fetch(url, { ...init, signal });
      text = hideSecrets(await response.text());
    } catch (error) {
      budget.stopped.throwIfAborted();
      const reason = tooLate.aborted
        ? `nothing within ${spokenSeconds(mostMs)}`
        : hideSecrets(reasonForNoAnswer(error));
      throw new NoAnswerError(label, reason, tooLate.aborted);
    }
    return {
      ...shown,
      status: response.status,
      headers: new Map([...response.headers].map(([name, value]) => [name, hideSecrets(value)])),
      bodyText: text,
      body: parseJson(text),
      beganAtMs,
      endedAtMs: performance.now(),
    };
  });
  onExchange(exchange);
  if (exchange.status === 429 && !planned.unbounded) {
    throw new ConformanceSetupError(
      `The server limits the requests of the run: ${label} answered 429. Raise its limits for this key, or lower \`limits.parallel\`.`,
    );
  }
  return exchange;
}

function spokenSeconds(milliseconds: number): string {
  return milliseconds < 1_000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 1_000)} s`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
