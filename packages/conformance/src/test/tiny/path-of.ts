import type { IncomingMessage } from 'node:http';

/** The path of a request as a URI reference, whatever was sent. */
export function pathOf({ url = '/' }: IncomingMessage): string {
  const [path = '/'] = url.replace(/^https?:\/\/[^/?]*/i, '').split('?');
  return (path || '/').replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%\-._~!$&'()*+,;=:@/]/g, (character) =>
    character === '%' ? '%25' : encodeURIComponent(character.toWellFormed()),
  );
}
