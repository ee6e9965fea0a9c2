/** What one connection may take of the server. */
export interface ConnectionBounds {
  /** For the request line and the headers, in milliseconds; a connection that sends nothing at all is closed then too. */
  readonly headersTimeoutMs: number;
  /** For a whole request with its body, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** How long a connection may stay open between two requests, in milliseconds. */
  readonly keepAliveTimeoutMs: number;
  /**
   * How long nothing may move on a connection, in milliseconds: ends one whose caller does not read the answer. More than
   * the longest wait, in which nothing moves either.
   */
  readonly idleTimeoutMs: number;
  /** How often the timeouts of headers and requests are looked at, in milliseconds. */
  readonly checkIntervalMs: number;
  /** How many connections there may be at the same time; one more is closed at once. */
  readonly connections: number;
  /** Of the request line and the headers together. */
  readonly headerBytes: number;
  /** How many header lines a request may have. */
  readonly headerLines: number;
}

/**
 * Node itself waits a minute for headers and five for a body, looks every half minute, and takes any number of connections:
 * enough for a few slow callers to keep everybody else out.
 */
export const defaultConnectionBounds: ConnectionBounds = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 30_000,
  keepAliveTimeoutMs: 5_000,
  idleTimeoutMs: 75_000,
  checkIntervalMs: 2_000,
  connections: 10_000,
  headerBytes: 16_384,
  headerLines: 200,
};
