import type { OperationId } from '@jobwire/contract';

/** The keys that a run is given, by what they are for. */
export type KeyName = 'primary' | 'foreign' | 'readOnly';

/** One request of the kit and what came back. It never holds a secret: where one was, a shell variable or a row of dots stands. */
export interface Exchange {
  /** The operation that was meant; null for a path or method that the contract does not declare. */
  readonly operationId: OperationId | null;
  /** Whose key was sent; null when the request carried none of the run. */
  readonly keyName: KeyName | null;
  readonly method: string;
  readonly url: string;
  /** The job in the path; null when the path names none. */
  readonly jobId: string | null;
  /** Without `Authorization`; values that were configured are hidden. In the case they were given in. */
  readonly requestHeaders: ReadonlyMap<string, string>;
  /** The body as it was sent; null when there was none. */
  readonly requestBody: RequestBody | null;
  readonly status: number;
  /** In order of their names, which are in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bodyText: string;
  /** The body as JSON; undefined when it is not JSON. */
  readonly body: unknown;
  /** When the request was begun, in milliseconds of the run's own clock. */
  readonly beganAtMs: number;
  /** When the whole answer was there. */
  readonly endedAtMs: number;
}

/** A body as it was sent: text, or bytes that are no text. */
export interface RequestBody {
  readonly text: string | null;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The header of this name, written as in the contract; undefined when the answer lacks it. */
export function headerOf(exchange: Exchange, name: string): string | undefined {
  return exchange.headers.get(name.toLowerCase());
}

/** How long the answer took, in milliseconds. */
export function tookMs({ beganAtMs, endedAtMs }: Exchange): number {
  return endedAtMs - beganAtMs;
}
