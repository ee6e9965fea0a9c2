import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { serveSettings } from '../../packages/cli/src/settings/serve-settings.ts';
import { readGuide, root } from './guide.ts';

const run = promisify(execFile);
const main = join(root, 'packages/cli/src/main.ts');

const rows = Object.values(serveSettings);
const flags = rows.flatMap(({ flag }) => (flag === null ? [] : [flag.split(' ')[0] ?? '']));
const variables = rows.map(({ variable }) => variable);

async function example(name: string) {
  const file = fileURLToPath(new URL(`../../examples/many-machines/${name}`, import.meta.url));
  const text = await readFile(file, 'utf8');
  const documents = parseAllDocuments(text, { merge: true });
  for (const document of documents) expect(document.errors).toEqual([]);
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of a file is what it tests.
  return { text, documents: documents.map((document): any => document.toJS()) };
}

test.each(['compose.yaml', 'kubernetes.yaml'])(
  '%s can be read, and names flags and variables that there are',
  async (name) => {
    const { text } = await example(name);

    const named = [...text.matchAll(/\[jobwire, serve, (.*)\]/g)].flatMap(
      ([, given = '']) => given.match(/--[\w-]+/g) ?? [],
    );
    expect(named).toContain('--role');
    for (const flag of named) expect(flags).toContain(flag);
    for (const [variable] of text.matchAll(/JOBWIRE_(?!IMAGE)[A-Z_]+/g)) expect(variables).toContain(variable);
  },
);

test('compose.yaml has one that answers and one to scale, and waits for its database', async () => {
  const { services } = (await example('compose.yaml')).documents[0];

  expect(services.api.command).toContain('api');
  expect(services.worker.command).toContain('worker');
  for (const { depends_on, image } of [services.api, services.worker]) {
    expect(depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(image).toMatch(/^\$\{JOBWIRE_IMAGE/);
  }
});

test('kubernetes.yaml asks readiness where readiness is told, and liveness where a broken database ends nobody', async () => {
  const { documents } = await example('kubernetes.yaml');
  const deployments = documents.filter(({ kind }) => kind === 'Deployment');

  expect(deployments).toHaveLength(2);
  for (const { spec } of deployments) {
    const [container] = spec.template.spec.containers;
    expect(container.readinessProbe.httpGet.path).toBe('/readyz');
    expect(container.livenessProbe.httpGet.path).toBe('/healthz');
    expect(spec.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(10);
    expect(spec.selector.matchLabels).toEqual(spec.template.metadata.labels);
  }
});

test('the guide starts processes with flags that jobwire takes together', async () => {
  const guide = await readGuide('packages/docs/guides/many-machines.md');
  const lines = guide.blocks('text').join('').trim().split('\n');
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const [command, ...given] = line.split(' ');
    expect(command).toBe('jobwire');
    const { stdout } = await run(process.execPath, [main, ...given, '--check-config']);
    expect(stdout).toContain(given.at(given.indexOf('--role') + 1));
  }
});
