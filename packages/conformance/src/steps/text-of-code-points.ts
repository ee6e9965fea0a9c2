/** Text of so many code points, each of which takes two units of UTF-16 and four bytes of UTF-8. */
export function textOfCodePoints(count: number): string {
  return '\u{1F9EA}'.repeat(count);
}
