import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildPackages } from '../../scripts/build/build-packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

export interface PackedPackages {
  /** The tarballs, as they would be published. */
  readonly tarballs: string[];
  remove(): Promise<void>;
}

/** Builds all packages and packs them with the pnpm of the workspace, as publishing would. */
export async function packPackages(): Promise<PackedPackages> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-tarballs-'));
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  // What the packages' own scripts do before packing, once for all of them.
  await buildPackages();
  await run(process.execPath, ['scripts/build-assets.ts', 'dist'], { cwd: join(root, 'packages/docs') });
  const pnpm = ['exec', '--yes', `--package=${packageManager}`, '--', 'pnpm'];
  const pack = ['-r', '--filter', './packages/*', 'pack', '--pack-destination', folder, '--config.ignore-scripts=true'];
  await run('npm', [...pnpm, ...pack], { cwd: root });
  return {
    tarballs: (await readdir(folder)).sort().map((name) => join(folder, name)),
    remove: () => rm(folder, { recursive: true }),
  };
}

/** The tarball of a package, by the name of its folder. */
export function tarballOf({ tarballs }: PackedPackages, name: string): string {
  const found = tarballs.find((path) => new RegExp(`/(jobwire-)?${name}-\\d[^/]*\\.tgz$`).test(path));
  if (found === undefined) throw new Error(`There is no tarball of ${name}.`);
  return found;
}
