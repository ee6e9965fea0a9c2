/** What a server sends must not move the cursor or colour the terminal of whoever reads the report. */
export function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '\uFFFD');
}
