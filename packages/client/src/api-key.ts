/** What a header value can carry and a bearer token can be: visible ASCII. */
const visibleAscii = /^[\x21-\x7e]+$/;

/**
 * Makes sure that a key can be sent. A platform's own refusal of a header value shows the value; this one does not.
 *
 * @param source what gave the key, in words for the message
 * @throws TypeError that names the source and never the key
 */
export function checkApiKey(key: unknown, source: string): string {
  if (key === undefined || key === null || key === '') {
    throw new TypeError(`${source} gave no key. Every operation needs one.`);
  }
  if (typeof key !== 'string' || !visibleAscii.test(key)) {
    throw new TypeError(`${source} gave a key that cannot be sent: it must be a string of visible ASCII characters.`);
  }
  return key;
}

/** Takes the key that a request was sent with out of a text, in case a server or a proxy gave it back. */
export function hideApiKey(text: string, request: Request): string {
  const key = request.headers.get('Authorization')?.replace(/^Bearer /, '');
  return key ? text.replaceAll(key, '[key hidden]') : text;
}
