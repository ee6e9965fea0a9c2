export interface VerifyWebhookOptions {
  /** The secret of the organization (`whsec_…`), or several while one is being replaced. */
  readonly secrets: string | readonly string[];
  /** The headers of the request: those of Fetch, or those of Node, with names in any case. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body exactly as it came, before anything has parsed it. */
  readonly body: string | Uint8Array;
  /** How far the time of the webhook may lie in the past and in the future, in seconds. 300 unless said otherwise. */
  readonly toleranceSeconds?: number | undefined;
  /** Milliseconds since the epoch; the clock of the machine unless said otherwise. */
  readonly now?: (() => number) | undefined;
}
