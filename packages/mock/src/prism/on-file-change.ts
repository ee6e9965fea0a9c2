import { statSync } from 'node:fs';

/** By asking and not by being told, since editors replace files and network folders tell nothing. */
const intervalMs = 250;

/** What changes with a file: when it was written, how long it is, and which one has the name. The same while there is none. */
export function fileState(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'none';
  }
}

/**
 * Calls back after each change of a file, also when it went away or came back. Keeps no process alive. Returns what ends it.
 *
 * @param since the state of the file before it was read, so that a change while it was read is one
 */
export function onFileChange(file: string, since: string, changed: () => void): () => void {
  let known = since;
  const timer = setInterval(() => {
    const now = fileState(file);
    if (now === known) return;
    known = now;
    changed();
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}
