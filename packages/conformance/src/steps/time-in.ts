/** The time that lies so many milliseconds ahead, or behind when negative: RFC 3339 in UTC. */
export function timeIn(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}
