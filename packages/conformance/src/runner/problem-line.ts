import type { Exchange } from './exchange.ts';

/** An answer in a few words: its status, and what its problem or the beginning of its body says. */
export function problemLine({ status, body, bodyText }: Exchange): string {
  if (typeof body === 'object' && body !== null && 'code' in body) {
    const detail = 'detail' in body && typeof body.detail === 'string' ? ` (${body.detail})` : '';
    return `${status} ${String(body.code)}${detail}`;
  }
  return bodyText === '' ? `${status} without a body` : `${status} with ${JSON.stringify(bodyText.slice(0, 120))}`;
}
