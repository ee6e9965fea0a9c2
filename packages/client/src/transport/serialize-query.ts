/**
 * Writes a query as the contract reads it: lists as repeated parameters, objects as `metadata[key]=value`. The serializer of
 * openapi-fetch leaves keys as they are, so a metadata key with `&` in it would become a parameter of its own.
 */
export function serializeQuery(query: Readonly<Record<string, unknown>>): string {
  return Object.entries(query).flatMap(writeParameter).join('&');
}

function writeParameter([name, value]: [string, unknown]): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((entry) => writeParameter([name, entry]));
  if (typeof value !== 'object') return [`${name}=${encodeURIComponent(String(value))}`];
  return Object.entries(value).flatMap(([key, entry]) =>
    writeParameter([`${name}[${encodeURIComponent(key)}]`, entry]),
  );
}
