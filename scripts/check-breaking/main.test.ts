import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const api = fileURLToPath(new URL('fixtures/api.yaml', import.meta.url));
const text = await readFile(api, 'utf8');
const renamed = text.replace('operationId: listJobs', 'operationId: findJobs');
const extended = text.replace('phase: { type: string }', 'phase: { type: string }\n        cost: { type: number }');

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-released-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('check:breaking', () => {
  test('passes for the contract of this repository', async () => {
    expect(await run('main.ts')).toMatchObject({ code: 0, stderr: '' });
  });

  test('refuses a folder of released contracts that is not there, which would compare nothing for good', async () => {
    const { code, stdout, stderr } = await run('main.ts', '--released', join(folder, 'realeased'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^check:breaking: There is no folder .*realeased\n$/);
  });

  test('says that nothing was compared while nothing is released, and how to compare, and passes', async () => {
    await mkdir(join(folder, 'released'));
    const { code, stdout, stderr } = await run('main.ts', '--released', join(folder, 'released'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Nothing was compared: no contract has been released yet/);
    expect(stdout).toContain('name its file: pnpm check:breaking --base FILE\n');
    const forMachines = await run('main.ts', '--released', join(folder, 'released'), '--format', 'json');
    expect(JSON.parse(forMachines.stdout)).toMatchObject({ base: null, passed: true });
  });

  test('compares with the newest contract of the folder', async () => {
    await release(text);
    const revision = join(folder, 'revision.yaml');
    await writeFile(revision, renamed);
    const { code, stdout } = await run('main.ts', '--released', join(folder, 'released'), '--revision', revision);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining('need version 2.0.0') });
  });

  test('fails when something breaks and the version is the same, and names whom, where and what is due', async () => {
    const { code, stdout } = await check(renamed);
    expect(code).toBe(1);
    expect(stdout).toContain('Breaking (1)\n  breaks clients: ');
    expect(stdout).toContain('at #/paths/~1v1~1jobs/get');
    expect(stdout).toContain('Failed: these changes need version 2.0.0 or later, and info.version is 1.0.0.');
  });

  test('passes an addition when the minor version is raised', async () => {
    const raised = extended.replace('version: 1.0.0', 'version: 1.1.0');
    expect((await check(extended)).stdout).toContain('need version 1.1.0');
    const { code, stdout } = await check(raised);
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('Additions (1)') });
  });

  test('does not say of a change that a rule has judged that it has changed', async () => {
    const { stdout } = await check(
      text.replace('default: 20', 'default: 50').replace('version: 1.0.0', 'version: 2.0.0'),
    );
    expect(stdout).toContain('Breaking (1)\n  breaks clients: The default was 20 and is 50.');
    expect(stdout).not.toContain('Wording');
  });

  test.each(['--base', '--revision'])('refuses a %s that is not there in one sentence', async (flag) => {
    const file = join(folder, 'none.yaml');
    const { code, stderr } = await run('main.ts', '--base', api, flag, file);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `check:breaking: ${flag} ${file} cannot be read: there is no such file.\n`,
    });
  });
});

describe('release:contract', () => {
  test('keeps the first release, and says so again the second time', async () => {
    expect(await release(text)).toMatchObject({ code: 0, stdout: expect.stringContaining('Kept as 1.0.0.yaml') });
    expect(await release(text)).toMatchObject({ code: 0, stdout: expect.stringContaining('released already') });
    expect(await readdir(join(folder, 'released'))).toEqual(['1.0.0.yaml']);
    expect(await readFile(join(folder, 'released/1.0.0.yaml'), 'utf8')).toBe(text);
  });

  test('refuses a contract that is not there in one sentence', async () => {
    const { code, stderr } = await run('release-contract.ts', '--contract', folder);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `release:contract: --contract ${folder} cannot be read: it is a folder.\n`,
    });
  });

  test('never changes a released contract', async () => {
    await release(text);
    expect(await release(extended)).toMatchObject({ code: 1, stderr: expect.stringContaining('Raise info.version') });
    expect(await readFile(join(folder, 'released/1.0.0.yaml'), 'utf8')).toBe(text);
  });

  test('refuses a version that does not say what has changed', async () => {
    await release(text);
    const refused = await release(renamed.replace('version: 1.0.0', 'version: 1.1.0'));
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('need version 2.0.0') });
    expect(await readdir(join(folder, 'released'))).toEqual(['1.0.0.yaml']);
  });
});

async function check(contract: string) {
  const revision = join(folder, 'revision.yaml');
  await writeFile(revision, contract);
  return run('main.ts', '--base', api, '--revision', revision);
}

async function release(contract: string) {
  const file = join(folder, 'contract.yaml');
  await writeFile(file, contract);
  return run('release-contract.ts', '--contract', file, '--released', join(folder, 'released'));
}

function run(script: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [path, ...args], (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
