import { writeSync } from 'node:fs';

/** As a `kill -9` at this moment does. */
export function die(): never {
  writeSync(2, 'the failpoint was reached\n');
  process.kill(process.pid, 'SIGKILL');
  // The signal needs no tick of the event loop, so nothing follows.
  for (;;);
}
