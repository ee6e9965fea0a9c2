import { runCommandLine } from '../../packages/cli/src/run-command-line.ts';
import type { Ended } from './jobwire.ts';

/**
 * Carries out a command line that ends by itself in this process, as `main.ts` does in its own; without the second that a process
 * takes to start. Paths have to be absolute, and handlers are for a process of their own, since Node is what reads them.
 */
export async function runHere(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const printed = { stdout: '', stderr: '' };
  const exitCode = await runCommandLine(args, {
    version: '0.0.0',
    environment,
    print: (text) => {
      printed.stdout += `${text}\n`;
    },
    printError: (text) => {
      printed.stderr += `${text}\n`;
    },
    terminal: null,
    surviveStrayErrors: () => {},
    // Nobody asks it to stop.
    untilStopped: () => new Promise(() => {}),
  });
  return { exitCode, ...printed };
}
