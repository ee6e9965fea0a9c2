import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { defineJob } from '../../packages/server/src/engine/job-definition.ts';
import { testDatabaseUrl } from '../../packages/server/src/test/postgres/test-database.ts';
import { openServer } from '../../packages/server/src/test/running-server.ts';
import { readGuide, root } from './guide.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

const folder = join(root, 'examples/many-machines');
const read = async (name: string) => parse(await readFile(join(folder, name), 'utf8'));
const rules: Rule[] = (await read('alerts.yaml')).groups.flatMap(({ rules }: { rules: Rule[] }) => rules);
const guide = await readGuide('packages/docs/guides/operations.md');
const databaseUrl = await testDatabaseUrl();

/** What Prometheus itself adds to what it scrapes. */
const ofPrometheus = new Map([['up', [{ job: 'jobwire' }]]]);
const addedLabels = ['instance', 'job'];

/** The series that a server has, by their names: the labels of each. */
const series = new Map<string, Record<string, string>[]>(ofPrometheus);

beforeAll(async () => {
  const answers = defineJob({ type: 'test.answers', description: 'Ends.', input: {}, run: async () => {} });
  const running = await openServer({ databaseUrl, handlers: [answers] });
  await running.send('GET', '/v1/capabilities');
  const { text } = await running.send('GET', '/metrics');
  await running.close();
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const entries = Array.from(labels.matchAll(/(\w+)="([^"]*)"/g), ([, label = '', value = '']) => [label, value]);
    series.set(name, [...(series.get(name) ?? []), Object.fromEntries(entries)]);
  }
});

const labelsOf = (name: string) => new Set((series.get(name) ?? []).flatMap((labels) => Object.keys(labels)));

test.each(rules)('$alert asks for metrics, labels and values that a server has', ({ expr }) => {
  const withoutStrings = expr.replace(/"[^"]*"/g, '""');
  const names = withoutStrings.match(/\b(?:jobwire|nodejs|process)_\w+|\bup\b/g) ?? [];
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect([...series.keys()]).toContain(name);

  for (const [, name = '', matchers = ''] of expr.matchAll(/(\w+)\{([^}]*)\}/g)) {
    for (const [, label = '', , wanted = ''] of matchers.matchAll(/(\w+)(=~|=)"([^"]*)"/g)) {
      if (addedLabels.includes(label)) continue;
      expect(labelsOf(name)).toContain(label);
      // Nothing has gone wrong in this server.
      if (label === 'status_class') continue;
      const values = series.get(name)?.map((labels) => labels[label]);
      for (const value of wanted.split('|')) expect(values).toContain(value);
    }
  }
  for (const [, by = ''] of expr.matchAll(/\bby \(([^)]*)\)/g)) {
    for (const label of by.split(/, */)) {
      expect([...addedLabels, ...names.flatMap((name) => [...labelsOf(name)])]).toContain(label);
    }
  }
});

test('the alert of a database that is down asks for what a server on its embedded database has too', async () => {
  const running = await openServer({ data: ':memory:' });
  const { text } = await running.send('GET', '/metrics');
  await running.close();
  expect(rules.find(({ alert }) => alert === 'JobwireDatabaseDown')?.expr).toBe('jobwire_database_up == 0');
  expect(text).toContain('\njobwire_database_up 1\n');
});

test('each alert has a name of its own, says how grave it is, and is told in a sentence', () => {
  const names = rules.map(({ alert }) => alert);
  expect(names).toEqual([...new Set(names)]);
  for (const { labels, annotations } of rules) {
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\.$|\)\.$/);
  }
});

test('the guide says of each alert, in the order of the file, what it means and what to do', () => {
  const told = Array.from(guide.text.matchAll(/^### (Jobwire\w+)$/gm), ([, name]) => name);
  expect(told).toEqual(rules.map(({ alert }) => alert));
});

test('prometheus.yaml loads the rules and scrapes the services of compose.yaml, under the name that the rules expect', async () => {
  const { rule_files, scrape_configs } = await read('prometheus.yaml');
  const { services } = parse(await readFile(join(folder, 'compose.yaml'), 'utf8'), { merge: true });
  expect(rule_files).toEqual(['alerts.yaml']);
  const [{ job_name, dns_sd_configs }] = scrape_configs;
  expect(job_name).toBe('jobwire');
  const [{ names, port }] = dns_sd_configs;
  expect(Object.keys(services)).toEqual(expect.arrayContaining(names));
  expect(services.api.ports[0]).toMatch(new RegExp(`:${port}$`));
});

test('the statement of the guide finds who holds a transaction open', async () => {
  const [holder, looker] = [new pg.Client(databaseUrl), new pg.Client(databaseUrl)];
  await Promise.all([holder.connect(), looker.connect()]);
  await holder.query('begin; select 1');

  const { rows } = await looker.query(guide.blocks('sql')[0] ?? '');

  await Promise.all([holder.end(), looker.end()]);
  expect(rows).toContainEqual(expect.objectContaining({ state: 'idle in transaction', query: 'begin; select 1' }));
});
