import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { BlockedReceiverError } from './blocked-receiver-error.ts';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** Finds all addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface ReceiverGuardOptions {
  /** Receivers on this machine, over plain HTTP too and on any port: for trying things out. */
  readonly allowLoopback: boolean;
  /** Asks the system unless said otherwise. */
  readonly resolve?: Resolve;
}

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

  constructor({ allowLoopback, resolve }: ReceiverGuardOptions) {
    this.#allowLoopback = allowLoopback;
    this.#resolve = resolve ?? ((hostname) => lookup(hostname, { all: true }));
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

  /** The same, and asks for the addresses of its name. A name that cannot be resolved now may be later. */
  async refusalAfterLookup(url: URL): Promise<string | null> {
    const refusal = this.refusalOf(url);
    const host = hostOf(url);
    if (refusal !== null || isIP(host) !== 0) return refusal;
    const addresses = await this.#resolve(host).catch(() => []);
    return addresses.every(({ address }) => this.#mayConnectTo(address)) ? null : notPublic;
  }

  /** Pins a connection: a socket only ever gets to see addresses that were judged. Not called for IP literals. */
  readonly lookup: LookupFunction = (hostname, options, callback) => {
    this.#resolve(hostname).then(
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

  #mayConnectTo(address: string): boolean {
    return isPublicAddress(address) || (this.#allowLoopback && isLoopbackAddress(address));
  }
}

const notPublic = 'must lead to a public address';

/** Without the brackets of an IPv6 literal and the dot that ends an absolute name. */
function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}
