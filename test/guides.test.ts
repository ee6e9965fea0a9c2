import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseUrlOfTest } from '../packages/server/src/test/postgres/test-database.ts';
import { runningServer } from '../packages/server/src/test/running-server.ts';
import { endAll, type Running, runJobwire, startJobwire } from './cli/jobwire.ts';
import { compileFaults } from './compile-faults.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'packages/docs/guides');
const guides = new Map<string, string>();
for (const name of await readdir(folder)) guides.set(name, await readFile(join(folder, name), 'utf8'));

/** The code blocks of one language of a guide, in their order. */
function blocks(guide: string, language: string): string[] {
  const found = (guides.get(guide) ?? '').matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return Array.from(found).flatMap(([, name, text]) => (name === language ? [text ?? ''] : []));
}

describe('the guides', () => {
  test('have TypeScript that compiles, or is a piece of an example', async () => {
    const examples = await readExamples();
    const sources = [...guides.keys()].flatMap((guide) =>
      blocks(guide, 'ts')
        .filter((text) => !examples.some((example) => example.includes(text)))
        .map((text, index) => [join(root, `${guide}-${index}.ts`), `${text}\nexport {};\n`] as const),
    );
    expect(compileFaults(new Map(sources))).toEqual([]);
  });

  test('have links that lead to files, and the README leads to them', async () => {
    for (const text of guides.values()) {
      for (const [, target = ''] of text.matchAll(/\]\((?!http|#)([^)#]+)[^)]*\)/g)) {
        await expect(stat(join(folder, target)), target).resolves.toBeDefined();
      }
    }
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    for (const name of guides.keys()) expect(readme).toContain(`(packages/docs/guides/${name})`);
  });

  test('show a --check-config line that prints what stands below it', async () => {
    const [line = ''] = blocks('configuration.md', 'sh').map((block) => block.replace(/ \\\n +/g, ' '));
    const [variables = '', args = ''] = line.trim().split(' jobwire ');
    const environment = Object.fromEntries(variables.split(' ').map((pair) => pair.split('=') as [string, string]));
    const { exitCode, stdout, stderr } = await runJobwire(args.split(' '), { environment });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const shown of (blocks('configuration.md', 'text')[0] ?? '').trim().split('\n')) {
      expect(stdout.split('\n')).toContain(shown);
    }
  });
});

describe('the guide to operations', () => {
  const key = 'only-for-prometheus';
  let running: Running;
  beforeAll(async () => {
    const environment = { JOBWIRE_METRICS_KEY: key };
    running = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], { environment });
  });
  afterAll(endAll);

  test('has curl lines for health that answer as it says', async () => {
    const lines = (blocks('operations.md', 'sh')[0] ?? '').trim().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const [, path, status, body] = /^curl -i http:\/\/127\.0\.0\.1:8080(\S+) +# (\d+) (.*)$/.exec(line) ?? [];
      const response = await fetch(running.url + path);
      expect([response.status, await response.text()]).toEqual([Number(status), body]);
    }
  });

  test('bounds memory by a line that starts a server, with the flag of npm start', async () => {
    const [, flag = '', args = ''] =
      /^NODE_OPTIONS=(\S+) jobwire (.*)$/.exec(blocks('operations.md', 'sh')[2]?.trim() ?? '') ?? [];
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(scripts.start.split(' ')).toContain(flag);
    const bounded = await startJobwire([...args.split(' '), '--port', '0', '--data', ':memory:'], {
      environment: { NODE_OPTIONS: flag },
    });
    expect((await fetch(`${bounded.url}/readyz`)).status).toBe(200);
  });

  test('lists the metrics that there are', async () => {
    expect(blocks('operations.md', 'sh')[1]).toContain('/metrics -H "Authorization: Bearer $JOBWIRE_METRICS_KEY"');
    // One on PostgreSQL has those of the embedded database, and more.
    const { send } = await runningServer({ databaseUrl: await databaseUrlOfTest(), metricsKey: key });
    const { text } = await send('GET', '/metrics', { key });
    const served = Array.from(text.matchAll(/^# TYPE (jobwire_\w+)/gm), ([, name]) => name);
    const listed = Array.from(
      (guides.get('operations.md') ?? '').matchAll(/^\| `(jobwire_\w+)`/gm),
      ([, name]) => name,
    );
    expect(served.toSorted()).toEqual(listed.toSorted());
  });
});

/** The sources of the examples, which the compiler checks and other tests run. */
async function readExamples(): Promise<string[]> {
  const examples = join(root, 'examples');
  const paths = (await readdir(examples, { recursive: true })).filter((path) =>
    /^(?!.*node_modules).*\.ts$/.test(path),
  );
  return Promise.all(paths.map((path) => readFile(join(examples, path), 'utf8')));
}
