/** Makes one line of a text that a person reads at a terminal, without the control characters that could move its cursor. */
export function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '\uFFFD')
    .trim();
}
