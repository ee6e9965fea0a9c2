/**
 * Makes sure that a key can be sent. A platform's own refusal of a header value shows the value; this one does not.
 *
 * @throws TypeError that never holds the key
 */
export function checkApiKey(key: unknown): string {
  // What a header value can carry and a bearer token can be: visible ASCII.
  if (typeof key === 'string' && /^[!-~]+$/.test(key)) return key;
  throw new TypeError('The API key is empty or not visible ASCII');
}

/** Puts the key on a request, asking for it anew. What `getApiKey` throws reaches the caller unchanged. */
export async function authorize(request: Request, getApiKey: () => string | Promise<string>): Promise<void> {
  request.headers.set('Authorization', `Bearer ${checkApiKey(await getApiKey())}`);
}

/** Takes the key of a request out of a text, in case a server or a proxy gave it back. */
export function hideApiKey(text: unknown, { headers }: Request): string {
  return `${text}`.replaceAll(`${headers.get('Authorization')?.slice(7)}`, '[key hidden]');
}
