import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly port: number;
  signal(name: NodeJS.Signals): void;
  /** Writes a line to its standard input. */
  tell(line: string): void;
  stop(): Promise<void>;
}

const canPin = process.platform === 'linux' && spawnSync('taskset', ['--version']).status === 0;

const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  scripts: { start: string };
};
// Every server, also the ones to compare with, runs with the flags of Node that `npm start` gives.
const nodeFlags = scripts.start.match(/--\S+(?=.* packages\/)/g) ?? [];

/** What a measurement says of how its servers ran. */
export const pinning = `${canPin ? 'each server on core 0, the load on core 1' : 'servers and load share all cores'}, ${nodeFlags.join(' ')}`;

/**
 * Runs one of `servers/` as a process of its own, on the first core where the machine can say so. The server prints
 * its port as its first line; `onLine` gets the others. Without `pins` it runs where the system likes.
 */
export async function startServer(
  name: string,
  args: readonly string[] = [],
  onLine: (line: string) => void = () => {},
  pins = canPin,
): Promise<ServerProcess> {
  const file = fileURLToPath(new URL(`servers/${name}.ts`, import.meta.url));
  const command = [process.execPath, ...nodeFlags, file, ...args];
  const [program = '', ...rest] = pins ? ['taskset', '-c', '0', ...command] : command;
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with code ${code} before it was ready`)));
    let first = true;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (first) resolve(Number(line));
      else onLine(line);
      first = false;
    });
  });
  return {
    port,
    signal: (signal) => void child.kill(signal),
    tell: (line) => void child.stdin.write(`${line}\n`),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** Moves the process that makes the load off the servers' core. */
export function pinLoad(): void {
  if (canPin) spawnSync('taskset', ['-cp', '1', String(process.pid)]);
}
