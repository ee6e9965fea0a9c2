import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openServer } from '../../packages/server/src/test/running-server.ts';
import { type PatientProxy, patientProxy } from '../patient-proxy.ts';
import { type PackedPackages, packPackages, tarballOf } from './pack-packages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);
const names = await readdir(join(root, 'packages'));

let packed: PackedPackages;
beforeAll(async () => {
  packed = await packPackages();
}, 600_000);
afterAll(() => packed?.remove());

describe.each(names)('the tarball of packages/%s', (name) => {
  test('has no fault that publint knows', async () => {
    const { buffer } = await readFile(tarballOf(packed, name === 'cli' ? 'jobwire' : name));
    const { messages } = await publint({ pack: { tarball: buffer as ArrayBuffer }, strict: true });
    // There is no public repository yet that it could name.
    expect(messages.filter(({ code }) => !/REPOSITORY/.test(code))).toEqual([]);
  });

  test('has types that fit its modules, wherever ES modules are read', async () => {
    const tarball = await readFile(tarballOf(packed, name === 'cli' ? 'jobwire' : name));
    const result = await checkPackage(createPackageFromTarballData(tarball));
    if (name === 'cli') return expect(result.types).toBe(false);
    const problems = result.types === false ? ['it has no types'] : result.problems;
    // CommonJS and the resolution of Node 10 are not served: the packages are ES modules.
    const served = problems.filter(
      (problem) =>
        typeof problem === 'string' ||
        !('resolutionKind' in problem) ||
        !['node10', 'node16-cjs'].includes(problem.resolutionKind),
    );
    expect(served).toEqual([]);
  });

  test('holds every file that its modules import from beside themselves', async () => {
    const tarball = createPackageFromTarballData(await readFile(tarballOf(packed, name === 'cli' ? 'jobwire' : name)));
    const files = tarball.listFiles();
    const imported = files
      .filter((file) => file.endsWith('.js'))
      .flatMap((file) =>
        Array.from(tarball.readFile(file).matchAll(/\b(?:from|import\()\s*['"](\.[^'"]*)['"]/g), ([, to = '']) =>
          posix.join(posix.dirname(file), to),
        ),
      );
    expect(imported.filter((file) => !files.includes(file))).toEqual([]);
  });
});

describe('the client, installed with npm in an empty folder', () => {
  let folder: string;
  let server: Awaited<ReturnType<typeof openServer>>;
  let patient: PatientProxy;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jobwire-installed-'));
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    const tarballs = ['contract', 'client'].map((name) => tarballOf(packed, name));
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], { cwd: folder });
    server = await openServer();
    patient = await patientProxy(server.url, 2);
  }, 600_000);
  afterAll(async () => {
    patient?.stop();
    await server?.close();
    await rm(folder, { recursive: true });
  });

  /** The client lines of the README. */
  const lines = async () => /^```ts\n(.*?)^```$/ms.exec(await readFile(join(root, 'README.md'), 'utf8'))?.[1] ?? '';

  test('runs the lines of the README in JavaScript', async () => {
    await writeFile(join(folder, 'lines.mjs'), await lines());
    const environment = { ...process.env, JOBWIRE_URL: patient.url, JOBWIRE_KEY: 'sk_acme' };
    const { stdout } = await run(process.execPath, ['lines.mjs'], { cwd: folder, env: environment });
    expect(stdout).toMatch(/^That takes too long\.\ncancelled\n0 \{/);
  });

  test('compiles them in TypeScript, as strict as can be, and runs what was compiled', async () => {
    await writeFile(
      join(folder, 'lines.mts'),
      `declare const process: { env: Record<string, string> };\n${await lines()}`,
    );
    await writeFile(
      join(folder, 'receive.mts'),
      `import { verifyWebhook } from '@jobwire/client/webhooks';
       export const receive = (body: string, headers: Headers): string =>
         verifyWebhook({ secrets: ['whsec_x'], body, headers }).event.data.status;
       // @ts-expect-error the status is a word of the contract
       export const never: 'done' = verifyWebhook({ secrets: '', body: '', headers: {} }).event.data.status;`,
    );
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      outDir: 'out',
    };
    const files = ['lines.mts', 'receive.mts'];
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
    const compiler = [join(root, 'node_modules/typescript/bin/tsc'), '--pretty', 'false'];
    const { stdout } = await run(process.execPath, compiler, { cwd: folder }).catch((failed) => failed);
    expect(stdout).toBe('');
    const environment = { ...process.env, JOBWIRE_URL: patient.url, JOBWIRE_KEY: 'sk_acme' };
    const ran = await run(process.execPath, ['out/lines.mjs'], { cwd: folder, env: environment });
    expect(ran.stdout).toMatch(/^That takes too long\.\ncancelled\n0 \{/);
  });

  test('has openapi-fetch and the library for webhooks beside it, and nothing else', async () => {
    const installed = (await readdir(join(folder, 'node_modules'))).filter((name) => !name.startsWith('.')).sort();
    expect(installed).toEqual(
      [
        '@jobwire',
        '@stablelib',
        'fast-sha256',
        'openapi-fetch',
        'openapi-typescript-helpers',
        'standardwebhooks',
      ].sort(),
    );
  });
});
