import type { ServeSettings } from './settings/serve-settings.ts';

/** What `jobwire serve` prints when it begins to stop: what it waits for, and for how long at most. */
export function serveFarewell(running: number, { drain, shutdown }: Pick<ServeSettings, 'drain' | 'shutdown'>): string {
  if (running === 0) return '\nStopping; a second signal exits at once.';
  const jobs = running === 1 ? 'one job that runs' : `${running} jobs that run`;
  return `\nStopping: ${jobs} may end within ${drain / 1000} s and must stop within ${shutdown / 1000} s; a second signal exits at once.`;
}
