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
    const files = ['live-mock.test.ts', 'progress.pw.ts', 'msw.test.ts'];
    const examples = files.map((file) => readFile(join(root, 'examples/mock', file), 'utf8'));
    expect(blocks('ts')).toEqual(await Promise.all(examples));
  });

  test('starts the two mocks as they are started, and asks the first for an answer', async () => {
    const [start, ask = '', live] = blocks('sh');
    expect([start, live]).toEqual(['npx jobwire mock\n', 'npx jobwire mock --live\n']);
    expect(await printedBy(ask, [])).toMatch(/^HTTP\/1\.1 409 /);
  });

  test('has lines for a shell that do what they say', async () => {
    const printed = await printedBy(blocks('sh')[3] ?? '', ['--live', '--seed', '7']);
    const [scenario, early, hold, late, job, lost, failing, delaying, cutting, state, anew] = printed
      .replaceAll('}{"', '}\n{"')
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(scenario).toEqual({ queue_ms: 0, items: 4, item_ms: 60_000 });
    expect([early.now, late.now]).toEqual(['2026-01-01T00:02:00.000Z', '2026-01-01T00:12:00.000Z']);
    expect(hold).toEqual({ id: 'hold_1', status: 'running', job_id: job.id });
    expect(job).toMatchObject({ status: 'running', progress: { completed: 2, total: 4 } });
    expect(lost).toMatchObject({ job_id: job.id, status: 'queued', attempt: 1 });
    expect(state).toMatchObject({ jobs: 1, holds: [], faults: [failing, delaying, cutting] });
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

  test.skipIf(chromiumPath === undefined && process.env.JOBWIRE_REQUIRE_BROWSER !== '1')(
    'has tests for Playwright that pass',
    async () => {
      const { stdout } = await run(
        join(root, 'node_modules/.bin/playwright'),
        ['test', '--config', 'examples/mock', '--output', at('playwright')],
        { cwd: root, env: { ...process.env, JOBWIRE_CHROMIUM: chromiumPath ?? '' } },
      );
      expect(stdout).toMatch(/ 3 passed /);
    },
    120_000,
  );
});
