import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatVerdicts, requirements, runConformance } from '@jobwire/conformance';
import { conformanceClasses } from '@jobwire/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseRunConfig } from '../../packages/conformance/src/config/parse-run-config.ts';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { runJobwire } from '../cli/jobwire.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';
import { readGuide, root } from './guide.ts';

const folder = join(root, 'examples/own-backend');
const config = join(folder, 'kit.yaml');
const implement = await readGuide('packages/docs/guides/implement.md');
const conformance = await readGuide('packages/docs/guides/conformance.md');
const inFolder = temporaryFolder();

let url: string;
let stop: () => void;

beforeAll(async () => {
  const printed: string[] = [];
  const server = execFile(process.execPath, [join(folder, 'main.ts')], { env: { ...process.env, PORT: '0' } });
  server.stdout?.on('data', (text) => printed.push(text));
  stop = () => server.kill('SIGKILL');
  url = await eventually('the backend listens', () => /listening on (\S+)/.exec(printed.join(''))?.[1]);
});
afterAll(() => stop());

describe('the guide to implementing the contract', () => {
  test('shows pieces of the example as they are', async () => {
    const files = await Promise.all((await readdir(folder)).map(async (name) => readFile(join(folder, name), 'utf8')));
    const blocks = implement.blocks('ts');
    expect(blocks.length).toBeGreaterThan(5);
    expect(blocks.filter((block) => !files.some((file) => file.includes(block)))).toEqual([]);
  });

  test('has an example in which the conformance kit finds no fault', { timeout: 600_000 }, async () => {
    const [line = ''] = (implement.blocks('sh')[0] ?? '').split('\n').filter((text) => text.includes('jobwire test'));
    const args = line
      .replace('env -u JOBWIRE_KEY npx jobwire ', '')
      .replace('http://127.0.0.1:8090', url)
      .replace('examples/own-backend/kit.yaml', config);
    const { exitCode, stdout } = await runJobwire([...args.split(' ')]);
    const failed = stdout.split('\n').filter((text) => text.startsWith('failed'));
    expect({ exitCode, failed }).toEqual({ exitCode: 0, failed: [] });
    const counts = /^\d+ passed, 0 failed, \d+ skipped$/;
    expect(stdout.trim().split('\n').at(-1)).toMatch(counts);
    expect(conformance.blocks('text')[0]?.trim()).toMatch(counts);
  });

  test('names requirements, patterns and classes that there are', () => {
    const ids = requirements.map(({ id }) => id);
    const checks = implement.column('check').map((cell) => cell.replaceAll('`', ''));
    expect(checks.length).toBeGreaterThan(4);
    expect(ids).toEqual(expect.arrayContaining(checks));
    const options = implement.column('try it with').join(' ');
    const patterns = Array.from(options.matchAll(/"([\w-]+\/)\*"/g), ([, area = '']) => area);
    expect(patterns.filter((area) => !ids.some((id) => id.startsWith(area)))).toEqual([]);
    const classes = Array.from(options.matchAll(/--class ([\w-]+)/g), ([, name]) => name);
    expect(Object.keys(conformanceClasses)).toEqual(expect.arrayContaining(classes));
  });
});

describe('the guide to conformance', () => {
  test('has command lines that the kit takes', async () => {
    const [first = '', which = '', reports = ''] = conformance.blocks('sh');
    const lines = [...first.trim().split('\n'), ...which.trim().split('\n')];
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const args = line.replace(/ +#.*/, '').replaceAll('"', '').replace('npx jobwire ', '').split(' ');
      const { exitCode, stdout } = await runJobwire([...args, '--list']);
      expect({ line, exitCode }).toEqual({ line, exitCode: 0 });
      expect(stdout).toContain('cancel/');
    }
    const args = reports.trim().replace('npx jobwire ', '').replace('http://127.0.0.1:8080', url).split(' ');
    const only = ['--only', 'capabilities/answers-200', '--config', config];
    const { exitCode } = await runJobwire([...args, ...only], { workingFolder: inFolder() });
    expect(exitCode).toBe(0);
    expect((await readdir(inFolder())).toSorted()).toEqual(['verdict.html', 'verdict.json', 'verdict.xml']);
  });

  test('shows a failure as the kit tells it of a server that answers a late cancel with 200', async () => {
    const report = await runConformance({
      baseUrl: url,
      fetch: acceptsLateCancels,
      keys: { primary: 'sk_a' },
      jobs: parseRunConfig(await readFile(config, 'utf8'), config).jobs ?? {},
      only: ['cancel/completed-answers-409'],
    });
    const told = formatVerdicts(report)
      .replaceAll(url, 'http://127.0.0.1:8080')
      .replaceAll(/report_\w{32}/g, 'report_7f3c');
    const shown = (conformance.blocks('text')[1] ?? '').split('\n').map((line) => line.trim());
    expect(told.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining(shown));
  });

  test('has a configuration that the kit takes, and names the jobs that it knows', () => {
    const [text = ''] = conformance.blocks('yaml');
    const { jobs = {} } = parseRunConfig(text, 'kit.yaml');
    const named = conformance.column('job').map((cell) => cell.replaceAll('`', ''));
    expect(named).toEqual(['quick', 'slow', 'failing', 'stubborn']);
    expect(named).toEqual(expect.arrayContaining(Object.keys(jobs)));
  });

  test('names the variables and the exit codes that the help names', async () => {
    const { stdout } = await runJobwire(['test', '--help']);
    for (const cell of conformance.column('variable')) expect(stdout).toContain(cell.replaceAll('`', ''));
    expect(conformance.column('exit code')).toEqual(['0', '1', '2', '130, 143']);
    expect(stdout).toContain(
      'Exit codes: 0 when no MUST failed, 1 when one did, 2 when the run could not be done to its end',
    );
    expect(stdout).toContain('130 after SIGINT, 143 after SIGTERM.');
  });

  test('shows pipelines as they are, whose steps bash can read', async () => {
    const [, github = '', gitlab = ''] = conformance.blocks('yaml');
    expect(github).toBe(await readFile(join(root, 'examples/ci/github-actions.yml'), 'utf8'));
    expect(gitlab).toBe(await readFile(join(root, 'examples/ci/gitlab-ci.yml'), 'utf8'));
    const { steps } = parse(github).jobs.conformance as { steps: { uses?: string; run?: string }[] };
    expect(steps.filter(({ uses, run }) => (uses === undefined) === (run === undefined))).toEqual([]);
    const { before_script, script } = parse(gitlab).conformance as { before_script: string[]; script: string[] };
    for (const line of [...steps.flatMap(({ run = [] }) => run), ...before_script, ...script]) {
      expect(line).toBeTypeOf('string');
      await expect(bashReads(line), line).resolves.toBe(true);
    }
  });
});

/** Sends a request, and makes a 200 of a 409. */
async function acceptsLateCancels(...request: Parameters<typeof fetch>): Promise<Response> {
  const answer = await fetch(...request);
  if (answer.status !== 409) return answer;
  const { job } = (await answer.json()) as { job: unknown };
  const headers = { 'Content-Type': 'application/json', 'X-Request-Id': answer.headers.get('X-Request-Id') ?? '' };
  return new Response(JSON.stringify(job), { status: 200, headers });
}

function bashReads(script: string): Promise<boolean> {
  return new Promise((resolve) => void execFile('bash', ['-nc', script], (error) => resolve(error === null)));
}
