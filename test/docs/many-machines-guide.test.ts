import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { serveSettings } from '../../packages/cli/src/settings/serve-settings.ts';
import { openPostgresDatabase } from '../../packages/server/src/storage/postgres/open-postgres-database.ts';
import { databaseUrlOfTest } from '../../packages/server/src/test/postgres/test-database.ts';
import { openServer } from '../../packages/server/src/test/running-server.ts';
import { runHere } from '../cli/run-here.ts';
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
  for (const { depends_on, image, healthcheck } of [services.api, services.worker]) {
    expect(depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(image).toMatch(/^\$\{JOBWIRE_IMAGE/);
    expect(healthcheck.test.join(' ')).toContain('/readyz');
  }
  expect(services.api.ports[0], 'as many ports as processes').toMatch(/\d+-\d+\}:8080$/);
});

test('compose.yaml keeps the password out of the URL, where some characters would break it', async () => {
  const { services } = (await example('compose.yaml')).documents[0];

  for (const { environment } of [services.api, services.worker]) {
    expect(new URL(environment.JOBWIRE_DATABASE_URL).password).toBe('');
    expect(environment.PGPASSWORD).toBe(services.database.environment.POSTGRES_PASSWORD);
  }
});

test.each(['compose.yaml', 'kubernetes.yaml'])('%s gives what a person has to give', async (name) => {
  const { text } = await example(name);
  for (const variable of ['DATABASE_URL', 'API_KEYS', 'METRICS_KEY', 'HANDLERS'])
    expect(text).toContain(`JOBWIRE_${variable}:`);
});

test('the Dockerfile copies and links what there is', async () => {
  const text = await readFile(join(root, 'examples/many-machines/Dockerfile'), 'utf8');
  expect(text).toMatch(/^FROM node:24/m);
  expect(text).toContain(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).packageManager);
  const linked = [...text.matchAll(/ln -s \/jobwire\/(\S+)/g)].map(([, path = '']) => path);
  expect(linked).toHaveLength(2);
  for (const path of linked) await expect(access(join(root, path))).resolves.toBeUndefined();
  // What was installed for another system would stand in the way of what the image installs.
  expect(await readFile(join(root, 'examples/many-machines/Dockerfile.dockerignore'), 'utf8')).toContain(
    'node_modules',
  );
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

test('kubernetes.yaml keeps the variables of its service out of every pod, where JOBWIRE_PORT would be one', async () => {
  const { documents } = await example('kubernetes.yaml');
  const pods = documents.flatMap(({ spec }) => (spec?.template === undefined ? [] : [spec.template.spec]));

  expect(documents.find(({ kind }) => kind === 'Service').metadata.name).toBe('jobwire');
  expect(pods).toHaveLength(2);
  for (const { enableServiceLinks } of pods) expect(enableServiceLinks).toBe(false);
});

test('migrate.yaml ends by itself, and knows the owner of the tables and nothing else', async () => {
  const { text, documents } = await example('migrate.yaml');
  const [{ kind, spec }] = documents;
  const [container] = spec.template.spec.containers;

  expect([documents.length, kind, spec.template.spec.restartPolicy]).toEqual([1, 'Job', 'OnFailure']);
  expect(container.command).toEqual(['jobwire', 'migrate']);
  expect(container.envFrom).toEqual([{ secretRef: { name: 'jobwire-owner' } }]);
  expect(spec.template.spec.enableServiceLinks).toBe(false);
  expect(text.match(/JOBWIRE_[A-Z_]+/g)).toEqual(['JOBWIRE_DATABASE_URL']);
});

test('kubernetes.yaml lets a pod that answers go on until no request is sent to it any more', async () => {
  const { documents } = await example('kubernetes.yaml');
  const { spec } = documents.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'jobwire-api').spec
    .template;

  const { seconds } = spec.containers[0].lifecycle.preStop.sleep;
  expect(seconds).toBeGreaterThan(0);
  expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(seconds + 10);
});

test('kubernetes.yaml names the port that is scraped and served, and asks for no rights', async () => {
  const { documents } = await example('kubernetes.yaml');
  const deployments = documents.filter(({ kind }) => kind === 'Deployment');
  const budgets = documents.filter(({ kind }) => kind === 'PodDisruptionBudget');

  expect(documents.find(({ kind }) => kind === 'Service').spec.ports[0].targetPort).toBe('http');
  for (const { spec } of deployments) {
    const { metadata, spec: pod } = spec.template;
    const [container] = pod.containers;
    expect(container.ports).toEqual([{ name: 'http', containerPort: 8080 }]);
    expect(metadata.annotations['prometheus.io/port']).toBe('8080');
    expect(pod.securityContext.runAsNonRoot).toBe(true);
    expect(container.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    expect(container.resources.requests).toBeDefined();
    expect(pod.topologySpreadConstraints[0].labelSelector).toEqual(spec.selector);
    expect(budgets.map((budget) => budget.spec.selector)).toContainEqual(spec.selector);
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

describe('the database that the guide makes', async () => {
  const guide = await readGuide('packages/docs/guides/many-machines.md');
  const [make = '', serve = '', steps = ''] = guide.blocks('sh');
  const name = `jobwire_guide_${process.pid}`;
  /** With names of this test, since roles are known in the whole of PostgreSQL. */
  const statementsOf = (block: string) =>
    (block.match(/^(create|grant|alter) .*;$/gm) ?? []).map((text) => text.replace(/\bjobs(?=_serve\b|\b)/g, name));
  let server: pg.Client;
  let admins: URL;
  const url = (role: string, password: string) =>
    Object.assign(new URL(admins), { username: role, password: encodeURIComponent(password) }).href;

  beforeEach(async () => {
    const given = new URL(await databaseUrlOfTest());
    admins = Object.assign(new URL(given), { pathname: `/${name}` });
    server = new pg.Client({ connectionString: given.href });
    await server.connect();
    onTestFinished(async () => {
      await server.query(`drop database if exists ${name} with (force)`);
      for (const role of [name, `${name}_serve`]) await server.query(`drop role if exists ${role}`);
      await server.end();
    });
    const statements = statementsOf(make);
    expect(statements).toHaveLength(2);
    for (const statement of statements) await server.query(statement);
  });

  test('is one to keep jobs in, for the role that it makes', async () => {
    const database = await openPostgresDatabase({ url: url(name, 'a long one') });
    await database.close();

    const { rows } = await server.query('select rolsuper from pg_roles where rolname = $1', [name]);
    expect(rows).toEqual([{ rolsuper: false }]);
  });

  test('is served by a role that may not change tables, once migrate has made them', async () => {
    const admin = new pg.Client({ connectionString: admins.href });
    await admin.connect();
    const statements = statementsOf(serve);
    expect(statements).toHaveLength(3);
    for (const statement of statements) await admin.query(statement);
    await admin.end();
    const databaseUrl = url(`${name}_serve`, 'another long one');
    await expect(openServer({ databaseUrl })).rejects.toThrow(`user ${name}_serve may not create tables`);

    const [exported = '', ...commands] = steps.trim().split('\n');
    expect(new URL(/'(.*)'/.exec(exported)?.[1] ?? '').password).toBe(encodeURIComponent('a long one'));
    const environment = { JOBWIRE_DATABASE_URL: url(name, 'a long one') };
    expect(commands).toHaveLength(3);
    for (const command of commands) {
      const [, ...words] = command.replace(/ +#.*/, '').split(' ');
      const { exitCode } = await runHere(words, environment);
      expect([command, exitCode]).toEqual([command, Number(/ends with (\d)/.exec(command)?.[1] ?? 0)]);
    }

    const running = await openServer({ databaseUrl });
    const job = await running.create({ type: 'demo.batch', input: { items: 2, item_ms: 0 } });
    expect(await running.ended(job.id)).toMatchObject({ status: 'completed', progress: { completed: 2 } });
    await running.close();
  });
});
