import { copyFile, glob, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const packagesFolder = fileURLToPath(new URL('../../packages', import.meta.url));

/** What of a `package.json` says where its code begins. */
interface Manifest {
  readonly exports?: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly publishConfig?: { readonly exports?: Readonly<Record<string, unknown>> };
}

/**
 * Builds packages from where their code begins, so that neither tests nor what only tests need goes with them.
 *
 * @param only the folder of one package; all of them when left out
 * @returns the names of the folders
 * @throws Error when a source cannot be read as TypeScript
 */
export async function buildPackages(only?: string): Promise<string[]> {
  const names = only === undefined ? await readdir(packagesFolder) : [relative(packagesFolder, resolve(only))];
  const manifests = await Promise.all(names.map(readManifest));
  const entries = names.flatMap((name, index) => entriesOf(name, manifests[index]));
  // Nobody imports a package that is a command alone, and so nobody needs its types.
  const imported = new Set(names.filter((_, index) => manifests[index]?.exports !== undefined));
  const program = ts.createProgram(entries, compilerOptions());
  const faults = program.getSyntacticDiagnostics();
  if (faults.length > 0) throw new Error(ts.formatDiagnostics(faults, ts.createCompilerHost({})));

  const written: Promise<void>[] = [];
  await Promise.all(names.map((name) => rm(join(packagesFolder, name, 'dist'), { recursive: true, force: true })));
  program.emit(undefined, (path, text) => {
    const [, name = '', file = ''] = /^([^/]+)\/src\/(.*)$/.exec(relative(packagesFolder, path)) ?? [];
    if (!names.includes(name) || (isDeclaration(path) && !imported.has(name))) return;
    written.push(write(join(packagesFolder, name, 'dist', file), text));
  });
  await Promise.all([...written, ...names.map(copyAssets)]);
  return names.sort();
}

/** What the code reads from beside itself at run time. */
async function copyAssets(name: string): Promise<void> {
  const folder = join(packagesFolder, name);
  for await (const file of glob('**/*.{css,html,json,svg}', { cwd: join(folder, 'src') })) {
    await mkdir(dirname(join(folder, 'dist', file)), { recursive: true });
    await copyFile(join(folder, 'src', file), join(folder, 'dist', file));
  }
}

async function readManifest(name: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(packagesFolder, name, 'package.json'), 'utf8'));
}

function entriesOf(name: string, { exports = {}, bin = {}, publishConfig }: Manifest = {}): string[] {
  // What only the workspace may import, such as suites of tests, is not published.
  const published = Object.keys(publishConfig?.exports ?? {}).map((path) => exports[path] ?? '');
  return [...published, ...Object.values(bin)].map((file) => join(packagesFolder, name, file));
}

function compilerOptions(): ts.CompilerOptions {
  const base = fileURLToPath(new URL('../../tsconfig.base.json', import.meta.url));
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(base, ts.sys.readFile).config,
    ts.sys,
    dirname(base),
  );
  // `tsc` has checked the types of the whole workspace.
  return {
    ...options,
    rootDir: packagesFolder,
    outDir: packagesFolder,
    declaration: true,
    noCheck: true,
    noEmit: false,
  };
}

function isDeclaration(path: string): boolean {
  return path.endsWith('.d.ts');
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // The compiler leaves the imports of declarations as they were written; no older one reads them so.
  await writeFile(
    path,
    isDeclaration(path) ? text.replaceAll(/((?:from |import\()['"]\.[^'"]*)\.ts(['"])/g, '$1.js$2') : text,
  );
}
