/** Whether this is an origin as a browser sends it (RFC 6454 section 7), or `*`. */
export function isOrigin(text: string): boolean {
  if (text === '*') return true;
  if (typeof text !== 'string' || text.includes('*') || !URL.canParse(text)) return false;
  const { protocol, origin } = new URL(text);
  return /^https?:$/.test(protocol) && origin === text;
}
