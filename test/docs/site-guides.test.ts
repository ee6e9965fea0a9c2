import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { requirements } from '@jobwire/conformance';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { endAll, type Running, startJobwire } from '../cli/jobwire.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';
import { patientProxy } from '../patient-proxy.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const inFolder = temporaryFolder();
const run = promisify(execFile);

/** Long enough to be cut by the two seconds of the guides, and started once for all of them. */
let server: Running;
beforeAll(async () => {
  server = await startJobwire(['serve', '--port', '0', '--data', ':memory:']);
});
afterAll(endAll);

describe('the guides to cancelling and to the lifecycle, and the quickstart', () => {
  test('show the client as the example has it', async () => {
    const example = await readFile(join(root, 'examples/cancel-while-running.ts'), 'utf8');
    expect(await blocks('quickstart', 'ts')).toEqual([example]);
  });

  test('have a way from nothing to a cancelled job with results', async () => {
    const [start, key, create, keep, get, wait, cancel, results, example, ...rest] = await blocks('quickstart', 'sh');
    expect([start, key, example, rest]).toEqual([
      'npm start\n',
      'export JOBWIRE_KEY=$(cat .jobwire/api-key)\n',
      'npx node examples/cancel-while-running.ts\n',
      [],
    ]);
    const patient = await patientProxy(server.url, 3);
    onTestFinished(() => patient.stop());
    const scripts = [create, keep, get, wait, cancel, results];
    const [created, read, held, cancelled, page] = await answersOf(scripts, patient.url);
    expect([created, read]).toMatchObject([{ name: 'First steps' }, { status: 'running' }]);
    expect(held).toMatchObject({ id: created?.id, status: 'running' });
    expect(cancelled).toMatchObject({ id: created?.id, status: 'cancelled' });
    expect(page).toMatchObject({ sealed: true, data: [{ index: 0 }, { index: 1 }, { index: 2 }] });
  });

  test('have a cancel that waits for the stop, and one that repeats it', async () => {
    const [cancelled, again, ...rest] = await answersOf(await blocks('cancel', 'sh'));
    expect(cancelled).toMatchObject({ status: 'cancelled', cancellation: { forced: false, reason: 'seen enough' } });
    expect([again, rest]).toEqual([cancelled, []]);
  });

  test('have three ways to follow a job', async () => {
    const body = JSON.stringify({ type: 'demo.batch', input: { items: 2, item_ms: 50 } });
    const headers = { Authorization: `Bearer ${server.key()}`, 'Content-Type': 'application/json' };
    const { id } = (await (await fetch(`${server.url}/v1/jobs`, { method: 'POST', headers, body })).json()) as {
      id: string;
    };
    const [wait, list, stream, ...rest] = await blocks('lifecycle', 'sh');
    expect(rest).toEqual([]);
    expect(JSON.parse(await shell([wait], { JOB: id }))).toMatchObject({ status: 'completed' });
    const events = JSON.parse(await shell([list], { JOB: id })) as { data: { type: string }[] };
    expect(events.data.map(({ type }) => type)).toEqual(['job.queued', 'job.started', 'job.completed']);
    const streamed = await shell([stream], { JOB: id });
    expect(Array.from(streamed.matchAll(/^event: (job\.(?!progress)\w+)$/gm), ([, type]) => type)).toEqual(
      events.data.map(({ type }) => type),
    );
  });

  test('name checks that there are', async () => {
    const known = new Set<string>(requirements.map(({ id }) => id));
    const named = Array.from((await guide('cancel')).matchAll(/`([a-z]+\/[a-z0-9-]+)`/g), ([, id]) => id ?? '');
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});

function guide(name: string): Promise<string> {
  return readFile(join(root, `packages/docs/guides/${name}.md`), 'utf8');
}

async function blocks(name: string, language: string): Promise<string[]> {
  const found = (await guide(name)).matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return Array.from(found).flatMap(([, of, text = '']) => (of === language ? [text] : []));
}

/** Runs blocks as one script and gives the JSON that they print. */
async function answersOf(
  scripts: readonly (string | undefined)[],
  url: string = server.url,
): Promise<Record<string, unknown>[]> {
  const printed = await shell(scripts, {}, url);
  return printed.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
}

async function shell(
  scripts: readonly (string | undefined)[],
  variables: Readonly<Record<string, string>>,
  url: string = server.url,
): Promise<string> {
  // What one block prints does not run into what the next one does.
  const script = scripts.join('echo\n').replaceAll('http://127.0.0.1:8080', url);
  const env = { ...process.env, JOBWIRE_KEY: server.key(), ...variables };
  return (await run('bash', ['-euc', script], { cwd: inFolder(), env })).stdout;
}
