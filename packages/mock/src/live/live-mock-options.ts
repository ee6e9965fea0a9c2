import type { Scenario } from './scenario.ts';

export interface LiveMockOptions {
  /** The address to listen on, `127.0.0.1` by default. Any web page may call the mock (CORS is open), so keep it on loopback. */
  readonly host?: string | undefined;
  /** The port to listen on. 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** How many seconds pass in one: from 0.001 to 10,000, and 1 by default. */
  readonly speed?: number | undefined;
  /**
   * A whole number from 0 on. With it, the same calls have the same answers: ids come from the seed, and the clock begins on
   * 1 January 2026 and stands still until it is moved, unless `speed` says that it runs. Waits and delays last until then, too.
   */
  readonly seed?: number | undefined;
  /** The keys that are accepted, each an organization of its own, and with `.read` behind it one that may only read. Any key by default, but for those that are called unknown. */
  readonly keys?: readonly string[] | undefined;
  /** The job types that are offered besides `demo.batch`. Any type by default, but for those that are called unknown. */
  readonly types?: readonly string[] | undefined;
  /** How jobs go, by type; `*` is for every type that is not named. */
  readonly scenarios?: Readonly<Record<string, Scenario>> | undefined;
  /** How long a cancelled job waits for its worker to stop, in milliseconds. 5,000 by default: shorter than most servers have it. */
  readonly graceMs?: number | undefined;
  /** `whsec_…`: sends webhooks, to this machine too, and signs them with this secret for every key. None are sent without it. */
  readonly webhookSecret?: string | undefined;
  /** Told of errors behind the scenes, of which there should be none. Prints them by default. */
  readonly onError?: ((error: unknown) => void) | undefined;
  /** Gets a line for each request. Nothing is logged by default. */
  readonly log?: ((line: string) => void) | undefined;
}
