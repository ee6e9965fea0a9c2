import { execFile } from 'node:child_process';
import { stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { spec } from '@jobwire/contract/spec';
import { siteFiles } from '@jobwire/docs';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { createJob, readJob, readResults, request } from './api.ts';
import { type Ended, endAll, type Running, startJobwire } from './jobwire.ts';
import { logOfFaults } from './log-of-faults.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
afterEach(endAll);

/** How a server ended, and what was wrong by its log. */
async function logged(ended: Promise<Ended>): Promise<{ exitCode: number | null; log: string }> {
  const { exitCode, stderr } = await ended;
  return { exitCode, log: logOfFaults(stderr) };
}

const serve = (...args: string[]) => startJobwire(['serve', '--port', '0', ...args]);
const whoIsThere = async (server: Running, key: string) => (await request(server, key, '/v1/capabilities')).status;

describe('jobwire serve', () => {
  test('says where it listens when it answers, and stops with 0 and nothing on standard error', async () => {
    const server = await serve('--data', at('data'));
    expect(server.stdout()).toMatch(/^jobwire listening on http:\/\/127\.0\.0\.1:\d+\n/);
    expect(await whoIsThere(server, server.key())).toBe(200);
    expect(await whoIsThere(server, 'sk_other')).toBe(401);
    expect(await logged(server.stop())).toEqual({ exitCode: 0, log: '' });
  });

  test('prints a curl line that creates a job as it stands', async () => {
    const server = await serve('--data', ':memory:');
    const line = /^ {2}(curl .*)$/m.exec(server.stdout())?.[1] ?? '';
    const { stdout } = await promisify(execFile)('sh', ['-c', line]);
    expect(JSON.parse(stdout)).toMatchObject({ type: 'demo.batch', organization_id: 'local' });
  });

  test('makes one key for a data folder, which only its owner can read', async () => {
    const first = await serve('--data', at('data'));
    expect((await stat(at('data', 'api-key'))).mode & 0o777).toBe(0o600);
    await first.stop();
    const second = await serve('--data', at('data'));
    expect(second.key()).toMatch(/^sk_[\w-]{43}$/);
    expect(second.key()).toBe(first.key());
    expect(await whoIsThere(second, first.key())).toBe(200);
  });

  test('makes a new key at every start in memory, and writes nothing', async () => {
    const keys = [];
    for (let start = 0; start < 2; start += 1) {
      const server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], { workingFolder: at() });
      keys.push(server.key());
      await server.stop();
    }
    expect(keys[0]).not.toBe(keys[1]);
    await expect(stat(at(':memory:'))).rejects.toThrow('ENOENT');
  });

  test('takes the keys of the environment and no other, each for its organization', async () => {
    const local = await serve('--data', at('data'));
    await local.stop();
    const server = await startJobwire(['serve', '--host', '0.0.0.0', '--port', '0', '--data', at('data')], {
      environment: { JOBWIRE_API_KEYS: 'sk_a=acme,sk_b=globex,sk_r=acme:read' },
    });
    expect(server.stdout()).not.toMatch(/sk_/);
    expect(await whoIsThere(server, local.key())).toBe(401);

    const job = await createJob(server, 'sk_a', { items: 1, item_ms: 0 });
    expect(job.organization_id).toBe('acme');
    const read = (key: string) => request(server, key, `/v1/jobs/${job.id}`).then(({ status }) => status);
    expect([await read('sk_a'), await read('sk_r'), await read('sk_b')]).toEqual([200, 200, 404]);
    const refused = await request(server, 'sk_r', `/v1/jobs/${job.id}/cancel`, { method: 'POST' });
    expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'forbidden' }]);
  });

  test('offers the job types of several handlers files beside its own', async () => {
    const server = fileURLToPath(new URL('../../packages/server/src/index.ts', import.meta.url));
    await writeFile(
      at('greet.ts'),
      `import { defineJob } from ${JSON.stringify(server)};
       export default defineJob<{ name: string }>({
         type: 'test.greet', description: 'Greets.', input: { type: 'object', required: ['name'] },
         async run({ input, emit }) { await emit({ output: 'Hello, ' + input.name }); },
       });`,
    );
    const plain = `{ description: 'Does nothing.', input: { type: 'object' }, async run() {} }`;
    await writeFile(
      at('list.js'),
      `export default [{ ...${plain}, type: 'test.one' }, { ...${plain}, type: 'test.two' }];`,
    );
    // Without a "type" Node would say something about this file on standard error.
    await writeFile(at('package.json'), '{}');
    const running = await serve('--data', ':memory:', '--handlers', at('greet.ts'), '--handlers', at('list.js'));
    const key = running.key();

    const capabilities = await (await request(running, key, '/v1/capabilities')).json();
    expect((capabilities as { job_types: { type: string }[] }).job_types.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['demo.batch', 'test.greet', 'test.one', 'test.two']),
    );
    const { id } = await createJob(running, key, { name: 'Ada' }, 'test.greet');
    await eventually('it has ended', async () => (await readJob(running, key, id)).status === 'completed');
    expect((await readResults(running, key, id)).data).toMatchObject([{ output: 'Hello, Ada' }]);
    expect(await logged(running.stop())).toEqual({ exitCode: 0, log: '' });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('lets a running job go on after %s and the next start', async (signal) => {
    const first = await serve('--data', at('data'), '--drain', '0s');
    const key = first.key();
    const { id } = await createJob(first, key, { items: 100_000, item_ms: 20 });
    await eventually('three results', async () => (await readResults(first, key, id)).data.length > 2);
    first.signal(signal);
    expect(await logged(first.ended)).toEqual({ exitCode: 0, log: '' });

    const second = await serve('--data', at('data'));
    const { data } = await readResults(second, key, id);
    expect(data.length).toBeGreaterThan(2);
    await eventually('it goes on', async () => {
      const { status, attempt, progress } = await readJob(second, key, id);
      return status === 'running' && attempt === 2 && progress.completed > data.length;
    });
    const now = await readResults(second, key, id);
    expect(now.data.slice(0, data.length)).toEqual(data);
    expect(now.data.map(({ id: item }) => item)).toEqual(now.data.map((_, index) => `item-${index}`));
  });

  test('exits at once at a second signal, whatever still runs', async () => {
    const server = await serve('--data', at('data'));
    const { id } = await createJob(server, server.key(), { items: 1, item_ms: 3_600_000, ignore_cancel: true });
    await eventually('it runs', async () => (await readJob(server, server.key(), id)).status === 'running');
    server.signal('SIGTERM');
    // A second one that comes within a moment counts as the same.
    const again = setInterval(() => server.signal('SIGINT'), 50);
    expect(await logged(server.ended)).toEqual({ exitCode: 130, log: '' });
    clearInterval(again);
  });
});

describe('beside the API, jobwire serve', () => {
  test('shows the guides and the reference, each under a policy that allows it and nothing else', async () => {
    const { url } = await serve('--data', ':memory:');
    for (const [name, { text, mediaType, contentSecurityPolicy }] of await siteFiles()) {
      if (name === '404.html') continue;
      const response = await fetch(`${url}/docs/${name}`);
      const { 'content-type': type, 'content-security-policy': policy = null } = Object.fromEntries(response.headers);
      expect([type?.split(';')[0], policy]).toEqual([mediaType.split(';')[0], contentSecurityPolicy]);
      expect(await response.text()).toBe(text);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(await (await fetch(`${url}/openapi.json`)).json()).toEqual(spec);
    for (const path of ['/', '/docs']) {
      const redirect = await fetch(`${url}${path}`, { redirect: 'manual' });
      expect([path, redirect.status, redirect.headers.get('location')]).toEqual([path, 302, '/docs/']);
    }
  });

  test('leads from the type of a problem to its place in the guide to errors', async () => {
    const { url } = await serve('--data', ':memory:');
    const { type } = (await (await fetch(`${url}/v1/jobs/job_1`)).json()) as { type: string };
    const { pathname, hash } = new URL(type, url);
    const page = await fetch(`${url}${pathname}`, { redirect: 'error' });
    expect([page.status, hash]).toEqual([200, '#unauthorized']);
    expect(await page.text()).toContain(` id="${hash.slice(1)}"`);
  });

  test('shows a page to a person who takes a wrong turn, and a problem to a program', async () => {
    const { url } = await serve('--data', ':memory:');
    const person = await fetch(`${url}/docs/a/missing`, { headers: { Accept: 'text/html,*/*;q=0.8' } });
    expect([person.status, await person.text()]).toEqual([404, expect.stringContaining('href="/docs/index.html"')]);
    for (const path of ['/docs/a/missing', '/nothing']) {
      expect((await fetch(url + path)).headers.get('content-type')).toMatch('application/problem+json');
    }
  });
});
