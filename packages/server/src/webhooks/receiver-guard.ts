import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { type Clock, systemClock } from '../domain/clock.ts';
import { BlockedReceiverError } from './blocked-receiver-error.ts';
import { Lines } from './lines.ts';
import { LookupTimeoutError } from './lookup-timeout-error.ts';
import { createNameResolver, type Resolve } from './name-resolver.ts';
import { orAborted } from './or-aborted.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

export interface ReceiverGuardOptions {
  /** Receivers on this machine, over plain HTTP too and on any port: for trying things out. */
  readonly allowLoopback: boolean;
  /** Asks the hosts file and the name servers of the system unless said otherwise. */
  readonly resolve?: Resolve;
  readonly clock?: Clock;
}

/** Whoever hands in a name waits no longer than this for its name server. */
const longestLookupAtFirstMs = 2000;

/** A delivery waits longer, since it fails for want of an address. */
const longestLookupMs = 5000;

/** Of the names that one organization hands in, so many are looked up at once. */
const mostLookups = 8;

/** 443, and the customary port of those that cannot have it. Others belong to services that are no receivers. */
const allowedPorts = ['', '443', '8443'];

/** Names that mean something within one network only. */
const localName = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/**
 * Decides to whom the server sends: strangers on the internet, and nobody within its own network, whatever a caller
 * writes into a URL (OWASP API7:2023, server-side request forgery). A URL is judged when it is handed in. Its name is
 * judged again at each connection, by the very addresses that are connected to, since a name may change its mind.
 */
export class ReceiverGuard {
  readonly #allowLoopback: boolean;
  readonly #resolve: Resolve;
  readonly #clock: Clock;
  readonly #lines = new Lines(mostLookups);

  constructor({ allowLoopback, resolve, clock }: ReceiverGuardOptions) {
    this.#allowLoopback = allowLoopback;
    this.#resolve = resolve ?? createNameResolver();
    this.#clock = clock ?? systemClock;
  }

  /** Why nothing is sent to this URL, in words that follow its name; null when it looks right. Asks no name server. */
  refusalOf(url: URL): string | null {
    if (url.username !== '' || url.password !== '') return 'must not carry a user name or a password';
    const host = hostOf(url);
    const loopback = host === 'localhost' || (isIP(host) !== 0 && isLoopbackAddress(host));
    if (loopback && this.#allowLoopback && /^https?:$/.test(url.protocol)) return null;
    if (!/^https?:$/.test(url.protocol)) return 'must be an https URL';
    const leadsOut = isIP(host) === 0 ? host.includes('.') && !localName.test(host) : isPublicAddress(host);
    // Of a host that is none for strangers this is told at once, in whatever notation it is: https would not help it.
    if (!leadsOut) return notPublic;
    if (url.protocol !== 'https:') return 'must be an https URL';
    if (!allowedPorts.includes(url.port)) return 'must use port 443 or 8443';
    return null;
  }

  /**
   * The same, and asks for the addresses of its name, for a short while: a name that cannot be resolved now may be later,
   * and is judged then.
   */
  async refusalAfterLookup(url: URL, organizationId: string): Promise<string | null> {
    const refusal = this.refusalOf(url);
    const host = hostOf(url);
    if (refusal !== null || isIP(host) !== 0) return refusal;
    const addresses = await this.#inTime(host, longestLookupAtFirstMs, (signal) =>
      this.#lines.run(organizationId, () => orAborted(signal, () => this.#resolve(host, signal))),
    ).catch(() => []);
    return addresses.every(({ address }) => this.#mayConnectTo(address)) ? null : notPublic;
  }

  /**
   * Pins a connection: a socket only ever gets to see addresses that were judged. Not called for IP literals. It fails when
   * no name server answers in time, or at the signal.
   */
  lookupUntil(ended: AbortSignal): LookupFunction {
    return (hostname, options, callback) => {
      const resolved = this.#inTime(hostname, longestLookupMs, (late) => {
        const signal = AbortSignal.any([ended, late]);
        return orAborted(signal, () => this.#resolve(hostname, signal));
      });
      resolved.then(
        (addresses) => {
          const blocked = addresses.find(({ address }) => !this.#mayConnectTo(address));
          const [first] = addresses;
          if (blocked !== undefined || first === undefined) callback(new BlockedReceiverError(hostname), '', 0);
          else if (options.all === true) callback(null, [...addresses]);
          else callback(null, first.address, first.family);
        },
        (error: NodeJS.ErrnoException) => callback(error, '', 0),
      );
    };
  }

  async #inTime(
    hostname: string,
    limitMs: number,
    find: (signal: AbortSignal) => Promise<readonly LookupAddress[]>,
  ): Promise<readonly LookupAddress[]> {
    const late = new AbortController();
    const cancelLimit = this.#clock.schedule(limitMs, () => late.abort(new LookupTimeoutError(hostname, limitMs)));
    try {
      return await orAborted(late.signal, () => find(late.signal));
    } finally {
      cancelLimit();
    }
  }

  #mayConnectTo(address: string): boolean {
    return isPublicAddress(address) || (this.#allowLoopback && isLoopbackAddress(address));
  }
}

const notPublic = 'must lead to a public address';

/** Without the brackets of an IPv6 literal and the dot that ends an absolute name. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
