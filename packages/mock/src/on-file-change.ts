import { type Stats, unwatchFile, watchFile } from 'node:fs';

/** By asking and not by being told, since editors replace files and network folders tell nothing. */
const intervalMs = 250;

/** Calls back after each change of a file, also when it went away or came back. Keeps no process alive. Returns what ends it. */
export function onFileChange(file: string, changed: () => void): () => void {
  const listener = (now: Stats, before: Stats) => {
    if (now.mtimeMs !== before.mtimeMs || now.size !== before.size || now.ino !== before.ino) changed();
  };
  watchFile(file, { interval: intervalMs, persistent: false }, listener);
  return () => unwatchFile(file, listener);
}
