// What `npm start` and `npm test` run first, on whatever Node >= 20 the machine has: install the workspace with the
// pinned pnpm, then run the Node that the project is written for, which the npm package `node` has brought, with the
// given arguments. Plain JavaScript without imports from node_modules, because nothing is installed yet.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.jobwire-installed');
const onWindows = process.platform === 'win32';

const args = process.argv.slice(2);
if (args.length === 0) fail('usage: node scripts/bootstrap.mjs <arguments for node>');
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(`Node ${process.versions.node} is too old to install the project: use Node 20 or newer.`);
}
if (!isInstalled()) install();
run();

function isInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === installStamp();
}

/** Changes whenever an install could give other packages than those in place. */
function installStamp() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(readFileSync(join(root, file)));
  }
  return `${hash.digest('hex')} ${process.platform}-${process.arch}\n`;
}

/** Runs the pinned pnpm through npm's own runner, so that nothing has to be installed globally. */
function install() {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  process.stderr.write(`Installing dependencies with ${packageManager}; this happens once and takes a minute…\n`);
  const pnpm = ['exec', '--yes', `--package=${packageManager}`, '--', 'pnpm'];
  const { status, error } = spawnSync(
    'npm',
    [...pnpm, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=warn'],
    { cwd: root, stdio: ['ignore', 2, 'inherit'], shell: onWindows },
  );
  if (error) fail(`npm could not be started: ${error.message}. Is npm on the PATH?`);
  if (status !== 0) fail('The dependencies could not be installed; the lines above say why.');
  writeFileSync(stampFile, installStamp());
}

function run() {
  const bin = join(root, 'node_modules', '.bin');
  // The binary itself: the script that stands for it in `.bin` would keep the signals below to itself.
  const node = join(root, 'node_modules', 'node', 'bin', onWindows ? 'node.exe' : 'node');
  const child = spawn(node, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
  });
  // A terminal sends Ctrl-C to the child as well, and a second one would end it less gracefully.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm that is told to end does not tell us, but then we are somebody else's child.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
