import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { chromiumPath } from '../browser/chromium.ts';
import { endAll, startJobwire } from '../cli/jobwire.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = await readFile(join(root, 'packages/docs/guides/mock.md'), 'utf8');
const run = promisify(execFile);
const at = temporaryFolder();
afterEach(endAll);

function blocks(language: string): string[] {
  return Array.from(guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)).flatMap(([, name, text = '']) =>
    name === language ? [text] : [],
  );
}

/** What the lines print against a mock that was started with these flags. */
async function printedBy(script: string, flags: readonly string[]): Promise<string> {
  const mock = await startJobwire(['mock', '--port', '0', ...flags]);
  const { stdout } = await run('bash', ['-euc', script.replaceAll('http://127.0.0.1:4010', mock.url)]);
  return stdout;
}

describe('the guide to the mock', () => {
  test('shows the examples as they are', async () => {
    const files = ['live-mock.test.ts', 'progress.pw.ts', 'playwright.config.ts', 'msw.test.ts'];
    const examples = files.map((file) => readFile(join(root, 'examples/mock', file), 'utf8'));
    expect(blocks('ts')).toEqual(await Promise.all(examples));
  });

  test('starts the two mocks as they are started, and asks the first for an answer', async () => {
    const [, start, ask = '', live] = blocks('sh');
    expect([start, live]).toEqual(['npx jobwire mock\n', 'npx jobwire mock --live\n']);
    expect(await printedBy(ask, [])).toMatch(/^HTTP\/1\.1 409 /);
  });

  test('has lines for a shell that do what they say', async () => {
    const printed = await printedBy(blocks('sh')[4] ?? '', ['--live', '--seed', '7']);
    const [scenario, early, hold, late, job, lost, failing, delaying, cutting, state, anew] = printed
      .replaceAll('}{"', '}\n{"')
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(scenario).toEqual({ queue_ms: 0, items: 4, item_ms: 60_000 });
    expect([early.now, late.now]).toEqual(['2026-01-01T00:02:00.000Z', '2026-01-01T00:12:00.000Z']);
    expect(hold).toEqual({ id: 'hold_1', status: 'running', job_id: job.id });
    expect(job).toMatchObject({ status: 'running', progress: { completed: 2, total: 4 } });
    expect(lost).toMatchObject({ job_id: job.id, status: 'queued', attempt: 1 });
    const { hint, ...delay } = delaying;
    expect(hint).toMatch(/The clock stands still/);
    expect(state).toMatchObject({ jobs: 1, holds: [], faults: [failing, delay, cutting] });
    expect(anew).toMatchObject({ jobs: 0, scenarios: {}, faults: [] });
  });

  test('has a file of scenarios that the mock takes, and a table of all their members', async () => {
    const [scenarios = ''] = blocks('yaml');
    const [, args = ''] = /^# npx jobwire (.*)$/m.exec(scenarios) ?? [];
    await writeFile(at('scenarios.yaml'), scenarios);
    const flags = args.split(' ').map((arg) => (arg.endsWith('.yaml') ? at(arg) : arg));
    const mock = await startJobwire([...flags, '--port', '0']);
    const state = (await (await fetch(`${mock.url}/__mock`)).json()) as { scenarios: unknown };
    expect(state.scenarios).toEqual(parse(scenarios));

    const described = parse(await readFile(join(root, 'packages/mock/openapi/mock-control.yaml'), 'utf8'));
    const table = guide.slice(guide.indexOf('| member |'), guide.indexOf('`"*"` is for'));
    const members = Array.from(table.matchAll(/^\| `(\w+)`/gm), ([, name]) => name);
    expect(members).toEqual(Object.keys(described.components.schemas.Scenario.properties));
  });

  test('packs the packages as the notes for contributors do, with the pnpm of the workspace', async () => {
    const [pack = '', install = ''] = blocks('sh')[0]?.split('\n') ?? [];
    const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    const notes = await readFile(join(root, 'CONTRIBUTING.md'), 'utf8');
    expect(pack).toMatch(new RegExp(`^npx ${packageManager} -r .* --pack-destination /tmp/jobwire$`));
    expect(notes).toContain(pack.replace(`npx ${packageManager}`, 'pnpm').replace('/tmp/jobwire', 'tarballs'));
    expect(install).toMatch(/npm install --save-dev \/tmp\/jobwire\/\*\.tgz$/);
  });

  test.each([
    ['live-mock.test.ts', 5, 0],
    ['msw.test.ts', 7, 2],
  ])('runs %s with what it installs, and shows what is printed', async (file, command, output) => {
    const [install = '', line = ''] = blocks('sh')[command]?.split('\n') ?? [];
    expect(line).toBe(`npx vitest run ${file}`);
    await expectInstalled(install, file);
    // As in a project of somebody else, without the configuration of this one; but a busy machine may take its time.
    const { stdout } = await runIn('examples/mock', `${line} --test-timeout 200000 --hook-timeout 200000`);
    for (const shown of blocks('text')[output]?.trimEnd().split('\n') ?? []) expect(stdout).toContain(shown);
  });

  test.skipIf(chromiumPath === undefined && process.env.JOBWIRE_REQUIRE_BROWSER !== '1')(
    'runs its tests for Playwright with what it installs, and shows what is printed',
    async () => {
      const [install = '', browser, line = ''] = blocks('sh')[6]?.split('\n') ?? [];
      expect([browser, line]).toEqual(['npx playwright install chromium', 'npx playwright test']);
      expect(guide).toContain('`JOBWIRE_CHROMIUM=/usr/bin/chromium npx playwright test --config examples/mock`');
      await expectInstalled(install, 'progress.pw.ts');
      const config = ` --config examples/mock --timeout 200000 --output ${at('playwright')}`;
      const { stdout } = await runIn('.', line + config, { JOBWIRE_CHROMIUM: chromiumPath ?? '' });
      expect(stdout).toContain(blocks('text')[1]?.trimEnd());
    },
  );
});

/** Runs a line with the programs of the workspace, and without colours. */
function runIn(folder: string, line: string, environment: Record<string, string> = {}) {
  const path = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  // The tests of a test are not this one's.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST|NODE_ENV|FORCE_COLOR)/.test(name));
  const env = { ...Object.fromEntries(inherited), PATH: path, NO_COLOR: '1', ...environment };
  return run('bash', ['-euc', line.replace(/^npx /, '')], { cwd: join(root, folder), env });
}

/** A recipe installs what its file imports, beside what the guide has installed at its beginning. */
async function expectInstalled(install: string, file: string): Promise<void> {
  const text = await readFile(join(root, 'examples/mock', file), 'utf8');
  const imported = Array.from(text.matchAll(/ from '((?:@[\w-]+\/)?[\w-]+)/g), ([, name = '']) => name);
  const foreign = new Set(imported.filter((name) => !name.startsWith('@jobwire/')));
  expect(install.replace('npm install --save-dev ', '').split(' ').toSorted()).toEqual([...foreign].toSorted());
}
