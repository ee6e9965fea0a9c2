import ipaddr from 'ipaddr.js';

/** The only block of IPv6 in which addresses are handed out to the public (RFC 4291 section 2.4). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Looks public, and answers with the secrets of a virtual machine on one of the large clouds. */
const cloudInternal = '168.63.129.16';

/**
 * Whether an IP address can be that of a stranger on the internet. Private, link-local, shared (RFC 6598), reserved and
 * multicast addresses are not, and neither is an IPv6 form that has an IPv4 address inside (mapped, NAT64, 6to4, Teredo),
 * since it leads to wherever that one does.
 */
export function isPublicAddress(text: string): boolean {
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv6 ? address.match(globalUnicast) : text !== cloudInternal;
}

/** Whether an IP address is this machine's own. */
export function isLoopbackAddress(text: string): boolean {
  return ipaddr.parse(text).range() === 'loopback';
}
