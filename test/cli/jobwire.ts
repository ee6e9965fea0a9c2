import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** How a command ended, and what it printed. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that goes on until it is told to stop. */
export interface Running {
  readonly url: string;
  readonly pid: number;
  /** Everything printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The key that the server made, as it printed it. */
  readonly key: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
  readonly stop: () => Promise<Ended>;
}

export interface Surroundings {
  /** The only `JOBWIRE_…` variables that the command sees. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
  /** A file to run in the place of `jobwire`, which says in the same words where it listens. */
  readonly program?: string;
}

/** Runs `jobwire` as a process of its own, to its end. */
export function runJobwire(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
  return start(args, surroundings).ended;
}

/** A command that ends by itself, unless a signal ends it. */
export type Begun = Pick<Running, 'stdout' | 'stderr' | 'signal' | 'ended'>;

/** Runs `jobwire` as a process of its own; does not wait for anything. */
export function beginJobwire(args: readonly string[], surroundings: Surroundings = {}): Begun {
  const { child, ended, stdout, stderr } = start(args, surroundings);
  return { stdout, stderr, ended, signal: (signal) => child.kill(signal) };
}

/** Every process that was started here and has not ended. */
const living = new Map<ChildProcess, Promise<Ended>>();
// Also where a test is given up before its hooks have run.
process.once('exit', () => {
  for (const child of living.keys()) child.kill('SIGKILL');
});

/** Starts `jobwire` as a process of its own; resolves when it says that it listens. */
export async function startJobwire(args: readonly string[], surroundings: Surroundings = {}): Promise<Running> {
  const { child, ended, stdout, stderr } = start(args, surroundings);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, found] = /^jobwire (?:mock )?listening on (http:\S+)$/m.exec(stdout()) ?? [];
      if (found !== undefined) resolve(found);
    });
    ended.then(({ exitCode, stderr }) => reject(new Error(`jobwire ended with ${exitCode}: ${stderr}`)), reject);
  });
  return {
    url,
    pid: child.pid ?? 0,
    stdout,
    stderr,
    key: () => /^ {2}key +(sk_\S+)/m.exec(stdout())?.[1] ?? '',
    signal: (signal) => child.kill(signal),
    ended,
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** Ends what a failed test has left running. */
export async function endAll(): Promise<void> {
  await Promise.all(
    Array.from(living, ([child, ended]) => {
      child.kill('SIGKILL');
      return ended;
    }),
  );
}

function start(args: readonly string[], { environment = {}, workingFolder, program = main }: Surroundings) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('JOBWIRE_'));
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(process.execPath, [program, ...args], {
    cwd: workingFolder,
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
    });
  }
  const ended = once(child, 'close').then(([exitCode]) => ({ exitCode: exitCode as number | null, ...printed }));
  living.set(child, ended);
  const forget = () => living.delete(child);
  ended.then(forget, forget);
  return { child, ended, stdout: () => printed.stdout, stderr: () => printed.stderr };
}
