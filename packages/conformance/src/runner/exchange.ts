import type { OperationId } from '@jobwire/contract';

/** The keys that a run is given, by what they are for. */
export type KeyName = 'primary' | 'foreign';

/** One request of the kit and what came back. It never holds a key: where one was, a shell variable stands. */
export interface Exchange {
  readonly operationId: OperationId;
  readonly keyName: KeyName;
  readonly method: string;
  readonly url: string;
  /** The body as it was sent; null when there was none. */
  readonly requestBody: string | null;
  readonly status: number;
  /** In order of their names, which are in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly bodyText: string;
  /** The body as JSON; undefined when it is not JSON. */
  readonly body: unknown;
}

/** The header of this name, written as in the contract; undefined when the answer lacks it. */
export function headerOf(exchange: Exchange, name: string): string | undefined {
  return exchange.headers.get(name.toLowerCase());
}
