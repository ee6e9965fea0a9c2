import type { OperationId } from '@jobwire/contract';

/** What one request needs beyond its operation. */
export interface RequestParts {
  readonly jobId?: string;
  /** A parameter that is given several times has a list. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** A value of null takes a header away that would be sent otherwise. */
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Sent as JSON; no body is sent when it is left out. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly rawBody?: string | Uint8Array<ArrayBuffer>;
  /** The operation that a path is expected to lead to, where the path was not built from it. */
  readonly as?: OperationId;
  /** Another method on the path of the operation. */
  readonly method?: string;
  /** Whether the request is meant to exceed what the server allows, and is not to be held up. */
  readonly unbounded?: boolean;
  /** After how many milliseconds the kit gives the request up; 90 seconds when it is left out. */
  readonly timeoutMs?: number;
}

/** The query with its question mark; nothing when there is none. */
export function searchOf({ query = {} }: RequestParts): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one): [string, string] => [name, one]),
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs)}`;
}

/** The body as bytes; null when there is none. */
export function encodedBody({
  body,
  rawBody,
}: RequestParts): { text: string | null; bytes: Uint8Array<ArrayBuffer> } | null {
  if (rawBody instanceof Uint8Array) {
    return { text: null, bytes: rawBody };
  }
  const text = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  return text === undefined ? null : { text, bytes: new TextEncoder().encode(text) };
}
