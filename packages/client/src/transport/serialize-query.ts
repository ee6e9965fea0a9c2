/**
 * Writes a query as the contract reads it: lists as repeated parameters, objects as `metadata[key]=value`. The serializer of
 * openapi-fetch leaves keys as they are, so a metadata key with `&` in it would become a parameter of its own.
 *
 * @throws TypeError when a member can be none, such as a signal, which would be left out without a word
 */
export function serializeQuery(query: Readonly<Record<string, unknown>>): string {
  const written: string[] = [];
  const write = (name: string, value: unknown): void => {
    if (Array.isArray(value)) for (const entry of value) write(name, entry);
    else if (value instanceof Date) write(name, value.toISOString());
    else if ({}.toString.call(value) === '[object Object]') {
      for (const [key, entry] of Object.entries(value as object)) write(`${name}[${encodeURIComponent(key)}]`, entry);
    } else if (value === Object(value)) throw new TypeError(`\`${name}\` is no query; a signal is the last argument`);
    else if (value !== undefined) written.push(`${name}=${encodeURIComponent(`${value}`)}`);
  };
  for (const [name, value] of Object.entries(query)) write(name, value);
  return written.join('&');
}
