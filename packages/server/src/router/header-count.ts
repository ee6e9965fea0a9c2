/**
 * How often a header was sent, by its name in lower case. Node joins or drops repetitions, which would hide that they
 * disagree.
 */
export function headerCount(name: string, rawHeaders: readonly string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const header = rawHeaders[index];
    if (header?.length === name.length && header.toLowerCase() === name) count += 1;
  }
  return count;
}
