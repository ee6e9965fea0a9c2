/** A percent sign that begins no escape, and what no path of a URI may hold (RFC 3986, section 3.3). */
const notOfUri = /%(?![0-9a-f]{2})|[^\w\-.~!$&'()*+,;=:@/%]/gi;

/** The path of a request as `instance` of its problem, which is a URI also where the path was none. */
export function problemInstance(requestTarget: string): string {
  const [path = '/'] = requestTarget.split('?');
  return path.replace(
    notOfUri,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
