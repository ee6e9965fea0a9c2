/** What every call takes. */
export interface RequestOptions {
  /** Gives the call up; it then rejects with the reason of the signal. What the server did by then stays done. */
  readonly signal?: AbortSignal | undefined;
}
