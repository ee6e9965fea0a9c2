import type { Call, HistoryEntry } from './history.ts';

export interface CallOptions {
  readonly json?: unknown;
  /** Sent as it is, in the place of `json`. */
  readonly text?: string;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly malformed?: boolean;
}

/** How long an answer is waited for, in milliseconds: longer than any wait that is asked for. */
const patienceMs = 60_000;

/** Sends requests for several organizations, and writes each down with what came back. */
export class RecordingClient {
  readonly #baseUrl: () => string;
  readonly #keys: Readonly<Record<string, string>>;
  readonly #write: (entry: HistoryEntry) => void;

  /** `keys` has an API key for each organization. The base URL may change from one call to the next. */
  constructor(baseUrl: () => string, keys: Readonly<Record<string, string>>, write: (entry: HistoryEntry) => void) {
    this.#baseUrl = baseUrl;
    this.#keys = keys;
    this.#write = write;
  }

  async call(organization: string, method: string, path: string, options: CallOptions = {}): Promise<Call> {
    const { json, key, headers, malformed = false } = options;
    const sent = options.text ?? (json === undefined ? null : JSON.stringify(json));
    const asked = {
      kind: 'call' as const,
      organization,
      method,
      path,
      idempotencyKey: key ?? null,
      sent,
      malformed,
      startedAt: wallClock(),
    };
    const answer = await this.#answer(
      method,
      path,
      {
        Authorization: `Bearer ${this.#keys[organization]}`,
        ...(sent === null ? {} : { 'Content-Type': 'application/json' }),
        ...(key === undefined ? {} : { 'Idempotency-Key': key }),
        ...headers,
      },
      sent,
    );
    const call: Call = { ...asked, ...answer, endedAt: wallClock() };
    this.#write(call);
    return call;
  }

  async #answer(method: string, path: string, headers: Record<string, string>, body: string | null) {
    try {
      const signal = AbortSignal.timeout(patienceMs);
      const response = await fetch(this.#baseUrl() + path, { method, headers, body, signal, redirect: 'manual' });
      const text = await response.text();
      return { status: response.status, headers: Object.fromEntries(response.headers), text };
    } catch {
      // Refused, reset, or cut off within the body: what a client has then is no answer.
      return { status: null, headers: {}, text: '' };
    }
  }
}

/** Milliseconds since the epoch with their fractions, in step with those of other processes. */
export function wallClock(): number {
  return performance.timeOrigin + performance.now();
}
