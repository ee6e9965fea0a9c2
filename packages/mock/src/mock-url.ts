/** Where a mock listens, without a slash at its end. */
export function mockUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
