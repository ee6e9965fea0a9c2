import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PatientProxy, patientProxy } from './patient-proxy.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');
const readme = await readFile(join(root, 'README.md'), 'utf8');
const run = promisify(execFile);

/** The code blocks of one language, in their order. */
function blocks(language: string): string[] {
  return Array.from(readme.matchAll(/^```(\w+)\n(.*?)^```$/gms))
    .filter(([, name]) => name === language)
    .map(([, , text]) => text ?? '');
}

describe('the README', () => {
  let folder: string;
  let url: string;
  let patient: PatientProxy;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jobwire-readme-'));
    const server = spawn(process.execPath, [join(root, 'packages/cli/src/main.ts'), 'serve', '--port', '0'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    stop = async () => {
      server.kill('SIGTERM');
      await exited;
    };
    url = await new Promise((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`jobwire serve ended with code ${code}`)));
      server.stdout.on('data', (text: Buffer) => {
        const [, found] = /^jobwire listening on (http:\S+)$/m.exec(text.toString()) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    patient = await patientProxy(url, 3);
  });

  afterAll(async () => {
    patient?.stop();
    await stop();
    await rm(folder, { recursive: true });
  });

  test('has two commands that package.json knows', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const named = Array.from(blocks('sh')[0]?.matchAll(/^npm (\w+)/gm) ?? []).map(([, name]) => name);
    expect(named).toEqual(['start', 'test']);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  test('has curl lines that create a job, cancel it while it runs, and read its partial results', async () => {
    const script = blocks('sh')[1]?.replaceAll('http://127.0.0.1:8080', patient.url) ?? '';
    const { stdout } = await run('bash', ['-euc', script], { cwd: folder });
    const [cancelled, job, results] = stdout
      .replaceAll('}{"', '}\n{"')
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(cancelled.status).toMatch(/^cancell(ing|ed)$/);
    expect(job).toMatchObject({ id: cancelled.id, status: 'cancelled', cancellation: { forced: false } });
    expect(results).toMatchObject({ sealed: true, data: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  });

  test('has ten client lines that are the example file', async () => {
    expect(blocks('ts')[0]).toBe(await readFile(join(root, 'examples/cancel-while-running.ts'), 'utf8'));
  });

  test('has client lines that cancel a running job and keep its results', async () => {
    const key = (await readFile(join(folder, '.jobwire/api-key'), 'utf8')).trim();
    const { stdout } = await run(join(bin, 'node'), ['examples/cancel-while-running.ts'], {
      cwd: root,
      env: { ...process.env, JOBWIRE_URL: patient.url, JOBWIRE_KEY: key },
    });
    expect(stdout).toMatch(/^That takes too long\.\ncancelled\n0 \{.*\n1 \{/);
  });

  test('names the commands that jobwire has', async () => {
    const { stdout } = await run(join(bin, 'jobwire'), ['--help']);
    for (const [, command = ''] of readme.matchAll(/^\| `jobwire (\w+)/gm)) expect(stdout).toContain(command);
  });

  test('has links that lead to files', async () => {
    for (const [, target = ''] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g)) {
      await expect(
        import('node:fs/promises').then(({ stat }) => stat(join(root, target))),
        target,
      ).resolves.toBeDefined();
    }
  });
});
