/**
 * Writes a query as the contract reads it: lists as repeated parameters, objects as `metadata[key]=value`. The serializer of
 * openapi-fetch leaves keys as they are, so a metadata key with `&` in it would become a parameter of its own.
 *
 * @throws TypeError when a member can be none, such as a signal, which would be left out without a word
 */
export function serializeQuery(query: object): string {
  const write = (name: string, value: unknown): string[] => {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value.flatMap((entry) => write(name, entry));
    if ({}.toString.call(value) === '[object Object]') {
      return Object.entries(value as object).flatMap(([key, entry]) =>
        write(`${name}[${encodeURIComponent(key)}]`, entry),
      );
    }
    const text = value instanceof Date ? value.toISOString() : value;
    if (text === Object(text)) throw new TypeError(`\`${name}\` is no query; a signal is the last argument`);
    return [`${name}=${encodeURIComponent(`${text}`)}`];
  };
  return Object.entries(query)
    .flatMap(([name, value]) => write(name, value))
    .join('&');
}
