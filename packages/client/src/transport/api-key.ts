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

/** A shorter key is hidden only where it stands alone and names no member, so that nothing is torn. */
const surelyNoWord = 8;

/** Takes the key of a request out of a text, or of any value of JSON, in case a server or a proxy gave it back. */
export function hideApiKey<Value>(value: Value, { headers }: Request): Value {
  const key = `${headers.get('Authorization')}`.slice(7);
  const literal = JSON.stringify(key).slice(1, -1).replaceAll(/\W/g, '\\$&');
  const pattern = key.length < surelyNoWord ? `(?<!\\w)${literal}(?!\\w|":)` : literal;
  return JSON.parse(JSON.stringify(value).replaceAll(RegExp(pattern, 'g'), '[key hidden]'));
}

/** How deep in a value, such as in the cause of a cause, it is looked for the key. */
const deepest = 5;

/** Whether the key of a request may be printed with a value: it is in there, or in there cannot be looked, as into a `Request`. */
export function mayHoldApiKey(value: unknown, request: Request, depth = 0): boolean {
  if (Object(value) !== value) return hideApiKey(String(value), request) !== String(value);
  const isOpen = value instanceof Error || /Object|Array/.test({}.toString.call(value));
  return (
    !isOpen ||
    depth > deepest ||
    Reflect.ownKeys(value as object).some((name) => mayHoldApiKey((value as never)[name], request, depth + 1))
  );
}
