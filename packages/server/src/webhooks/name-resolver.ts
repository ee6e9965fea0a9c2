import type { LookupAddress } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { HostsFile } from './hosts-file.ts';

/** Finds all addresses of a host name. Nobody waits for it any more when the signal aborts. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<readonly LookupAddress[]>;

export interface NameResolverOptions {
  /** Addresses of name servers, with a port where it is not 53. Those of the system unless said otherwise. */
  readonly servers?: readonly string[];
  /** The path of the file of names that this machine knows by itself. That of the system unless said otherwise. */
  readonly hostsFile?: string;
}

/** RFC 6761 section 6.3: no name server is asked for it. */
const localhost: readonly LookupAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/** When one family of addresses is known, the other has this much time, so that a server that knows but one delays little. */
const otherFamilyMs = 1000;

/**
 * Asks the hosts file and then the name servers, never the system's own lookup: that has no time limit, and runs on a
 * few threads that all share, so a handful of names whose server is silent would keep everybody from theirs.
 */
export function createNameResolver({ servers, hostsFile }: NameResolverOptions = {}): Resolve {
  const hosts = new HostsFile(hostsFile);
  return async (hostname, signal) => {
    const name = hostname.toLowerCase().replace(/\.$/, '');
    if (name === 'localhost') return localhost;
    const known = await hosts.addressesOf(name);
    if (known.length > 0) return known;
    // One of its own, since it can only be cancelled as a whole. It is made in microseconds.
    const resolver = new Resolver();
    if (servers !== undefined) resolver.setServers(servers);
    return askServers(resolver, name, signal);
  };
}

async function askServers(resolver: Resolver, name: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
  signal.throwIfAborted();
  const cancel = () => resolver.cancel();
  signal.addEventListener('abort', cancel, { once: true });
  const timers: NodeJS.Timeout[] = [];
  const inFamily = async (family: 4 | 6) => {
    const addresses = await (family === 4 ? resolver.resolve4(name) : resolver.resolve6(name));
    timers.push(setTimeout(cancel, otherFamilyMs));
    return addresses.map((address) => ({ address, family }));
  };
  try {
    const [four, six] = await Promise.allSettled([inFamily(4), inFamily(6)]);
    const addresses = [four, six].flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (addresses.length > 0) return addresses;
    // A server that knows the name, and no address of one family, has less to say than one that failed.
    const reasons = [four, six].flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    throw reasons.find(({ code }) => code !== 'ENODATA') ?? reasons[0];
  } finally {
    signal.removeEventListener('abort', cancel);
    for (const timer of timers) clearTimeout(timer);
  }
}
