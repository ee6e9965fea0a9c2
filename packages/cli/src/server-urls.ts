/** The address of a server as a URL, without a slash at its end. */
export function serverUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** A URL that a program on this machine can open: a server that listens everywhere is reached through loopback. */
export function reachableUrl(host: string, port: number): string {
  if (host === '0.0.0.0') return serverUrl('127.0.0.1', port);
  if (host === '::') return serverUrl('::1', port);
  return serverUrl(host, port);
}

/** curl and some shells take the brackets of an IPv6 address for a pattern. */
export function shellUrl(url: string): string {
  return url.includes('[') ? `-g '${url}'` : url;
}
