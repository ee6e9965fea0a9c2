// Runs after each `pnpm install`. pnpm puts a shell script for `node` into node_modules/.bin that stays between the caller
// and Node, so that a signal to it ends the script and leaves Node running. A link to the binary has no such between.
import { rmSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (process.platform !== 'win32') {
  const link = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
  rmSync(link, { force: true });
  symlinkSync('../node/bin/node', link);
}
