/**
 * What a server logged without its lines about requests that were answered well, and slowly: a slow machine has those, and
 * nothing went wrong for that.
 */
export function logOfFaults(stderr: string): string {
  return stderr
    .split('\n')
    .filter((line) => !isSlowAnswer(line))
    .join('\n');
}

function isSlowAnswer(line: string): boolean {
  if (!line.startsWith('{')) return false;
  const { level, msg, status, duration_ms: durationMs } = JSON.parse(line) as Record<string, unknown>;
  return level === 'info' && msg === 'A request was answered.' && Number(status) < 500 && Number(durationMs) >= 1000;
}
