import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { request } from './api.ts';
import { endAll, type Running, runJobwire, startJobwire } from './jobwire.ts';
import { startLyingServer } from './lying-server.ts';
import { runHere } from './run-here.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
const shell = promisify(execFile);
const shim = fileURLToPath(new URL('../../node_modules/.bin/jobwire', import.meta.url));
afterAll(endAll);

describe('jobwire mock', () => {
  test('answers what is asked for, prints all that can be, with a curl line for some of it, and stops with 0', async () => {
    const mock = await startJobwire(['mock', '--port', '0']);
    expect(mock.stdout()).toContain('  cancelJob  POST /v1/jobs/{job_id}/cancel\n');
    expect(mock.stdout()).toMatch(/^ +409 +completed, /m);
    const { stdout } = await shell('sh', ['-c', /^ {2}(curl .*)$/m.exec(mock.stdout())?.[1] ?? '']);
    expect(stdout).toMatch(/^HTTP\/1\.1 409 /);
    const conflict = await request(mock, 'any', '/v1/jobs/job_1/cancel', {
      method: 'POST',
      headers: { Prefer: 'code=409' },
    });
    expect([conflict.status, await conflict.json()]).toMatchObject([409, { code: 'job_already_terminal' }]);
    expect((await request(mock, 'any', '/v1/jobs/job_1')).status).toBe(200);
    expect(await mock.stop()).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('mocks a file, says when it is broken, and reads it anew', async () => {
    const file = at('openapi.yaml');
    const contract = await readFile(new URL('../../openapi/openapi.yaml', import.meta.url), 'utf8');
    const replace = async (text: string) => {
      await writeFile(at('next.yaml'), text);
      await rename(at('next.yaml'), file);
    };
    await replace(contract);
    const mock = await startJobwire(['mock', '--port', '0', '--spec', file]);
    expect(mock.stdout()).toContain('  cancelJob  POST /v1/jobs/{job_id}/cancel\n');
    await replace('paths: [');
    await eventually('the fault is told', () => mock.stderr().includes('The answers stay as they were.'));
    expect(mock.stderr()).toMatch(/^jobwire: .*openapi\.yaml cannot be mocked: line 1, column \d+: .*\n$/);
    await replace(contract.replaceAll('operationId: cancelJob', 'operationId: stopJob'));
    await eventually('the new text is read', () => mock.stdout().includes('  stopJob  POST /v1/jobs'));
    expect(await mock.stop()).toMatchObject({ exitCode: 0 });
  });
});

describe('jobwire mock --live', () => {
  test('prints curl lines that create a job, move the clock, fail requests, force an answer and begin anew', async () => {
    const scenarios = at('scenarios.yaml');
    await writeFile(scenarios, 'documents.extract: { items: 2, item_ms: 1000 }\n');
    const mock = await startJobwire(['mock', '--live', '--port', '0', '--seed', '7', '--scenarios', scenarios]);
    expect(mock.stdout()).toContain('  scenarios  documents.extract\n');
    expect(mock.stdout()).toMatch(/^ {2}POST {4}\/__mock\/clock\/advance +Let time pass$/m);
    const lines = Array.from(mock.stdout().matchAll(/^ {2}(curl .*)$/gm), ([, line = '']) => line);
    const outputs: string[] = [];
    for (const line of lines) outputs.push((await shell('sh', ['-c', line])).stdout);
    const [created, list, clock, forced, fault, state] = outputs;
    expect(JSON.parse(created ?? '')).toMatchObject({ type: 'documents.extract', status: 'queued' });
    expect(JSON.parse(list ?? '')).toMatchObject({ data: [{ status: 'queued' }] });
    expect(JSON.parse(clock ?? '')).toEqual({ now: '2026-01-01T00:01:00.000Z', speed: 1, running: false });
    expect(JSON.parse(fault ?? '')).toEqual({ count: 3, status: 503 });
    expect(forced).toMatch(/^HTTP\/1\.1 409 .*"status":"completed"/s);
    expect(JSON.parse(state ?? '')).toMatchObject({ jobs: 0, faults: [] });
    expect(await mock.stop()).toMatchObject({ exitCode: 0, stderr: '' });
  });

  test('takes its flags', async () => {
    const flags = ['--speed', '1000', '--keys', 'sk_a,sk_b', '--types', 'documents.extract', '--grace', '2000'];
    const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const mock = await startJobwire(['mock', '--live', '--port', '0', ...flags, '--webhook-secret', secret]);
    expect(mock.stdout()).toContain('  keys       sk_a, sk_b, each an organization of its own');
    expect((await request(mock, 'sk_c', '/v1/jobs')).status).toBe(401);
    const capabilities = await (await request(mock, 'sk_b.read', '/v1/capabilities')).json();
    expect(capabilities).toMatchObject({ cancellation_grace_seconds: 2, job_types: { length: 2 } });
    expect((capabilities as { conformance_classes: string[] }).conformance_classes).toContain('webhooks');
    expect(await mock.stop()).toMatchObject({ exitCode: 0, stderr: '' });
  });
});

describe('jobwire docs', () => {
  test('writes the site and says where to begin', async () => {
    const { exitCode, stdout, stderr } = await runHere(['docs', '--out', at('a', 'site')]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Wrote \d+ files \(\d+\.\d MB\) to /);
    expect(stdout).toContain(`\n  ${at('a', 'site', 'index.html')}\n`);
    expect(await readFile(at('a', 'site', 'index.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });
});

describe('jobwire test', () => {
  const keys = { JOBWIRE_API_KEYS: 'sk_a=acme,sk_b=globex,sk_r=acme:read' };
  let server: Running;
  beforeAll(async () => {
    server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], { environment: keys });
  });
  afterAll(() => server.stop());

  test('ends with 0 and the counts when a server keeps the contract', async () => {
    const { url } = server;
    const environment = { JOBWIRE_KEY: 'sk_a', JOBWIRE_FOREIGN_KEY: 'sk_b' };
    const { exitCode, stdout, stderr } = await runJobwire(['test', url], { environment });
    expect(stdout).toMatch(/^passed {3}cancel\/running-ends-cancelled /m);
    expect(stdout).toMatch(/\n\n[1-9]\d* passed, 0 failed, \d+ skipped\n$/);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  }, 600_000);

  test('ends with 1 and the evidence when a server breaks the contract', async () => {
    const liar = await startLyingServer(server.url);
    const { exitCode, stdout } = await runJobwire(['test', liar.url, '--key', 'sk_a', '--only', 'cancel/*']);
    liar.stop();
    expect(stdout).toMatch(/^failed {3}cancel\/completed-answers-409 .*\n +expected .*\n +actual /m);
    expect(stdout).toMatch(/\n\n\d+ passed, [1-9]\d* failed, \d+ skipped\n$/);
    expect(exitCode).toBe(1);
  });

  test('takes what it needs from a file, and writes the reports that were asked for', async () => {
    const { url } = server;
    await writeFile(at('kit.yaml'), 'keys: { primary: sk_a, foreign: sk_b, read_only: sk_r }\n');
    const reports = ['junit=verdict.xml', 'json=verdict.json', 'html=verdict.html'].map((one) => one.split('='));
    const { exitCode, stdout, stderr } = await runHere([
      'test',
      url,
      '--config',
      at('kit.yaml'),
      ...['--only', 'auth/*', '--seed', '7'],
      ...reports.flatMap(([kind, file]) => ['--report', `${kind}=${at(file ?? '')}`]),
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/\n\n6 passed, 0 failed, 0 skipped\n$/);
    for (const [kind, file] of reports) {
      const text = await readFile(at(file ?? ''), 'utf8');
      expect(text, kind).toContain('auth/read-only-key-may-not-write');
      expect(text, kind).not.toContain('sk_a');
    }
    expect(JSON.parse(await readFile(at('verdict.json'), 'utf8'))).toMatchObject({ conforms: true, seed: 7 });
  });

  test('lists what it would try, and sends nothing', async () => {
    const { exitCode, stdout } = await runHere(['test', 'http://127.0.0.1:9', '--list', '--class', 'delete']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^delete\/open-answers-409 +MUST +delete +Deleting an open job .*\n +calls .*deleteJob \(DELETE \/v1\/jobs\/\{job_id\}\)/m,
    );
    expect(stdout).not.toContain('cancel/completed-answers-409');
    expect(stdout).toMatch(/\d+ requirements; nothing was sent\.\n$/);
  });

  test.each<[string, { given: string[]; want: RegExp }]>([
    ['a refused key', { given: ['--key', 'sk_secret'], want: /The server refused the primary key/ }],
    ['a read-only key', { given: ['--key', 'sk_r'], want: /Give a key that may create jobs/ }],
    [
      'a job that is not offered',
      {
        given: ['--key', 'sk_a', '--quick-job', '{"type":"none","input":{}}'],
        want: /no job type none.*Give --quick-job/,
      },
    ],
  ])('ends with 2 and one line for %s', async (_name, { given, want }) => {
    const { url } = server;
    const { exitCode, stderr } = await runHere(['test', url, ...given]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(want);
    expect(stderr).toMatch(/^jobwire: .*\.\n$/);
    expect(stderr).not.toContain('secret');
  });
});

describe('jobwire', () => {
  test('is a command of the workspace that knows its version', async () => {
    const { version } = JSON.parse(
      await readFile(new URL('../../packages/cli/package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(await shell(shim, ['--version'])).toEqual({ stdout: `${version}\n`, stderr: '' });
  });

  test.each([
    { given: ['--help'], want: ['Examples:', 'serve', 'migrate', 'mock', 'docs', 'test'] },
    { given: ['serve', '--help'], want: ['Examples:', 'JOBWIRE_API_KEYS', '--handlers', 'Exit codes:'] },
    { given: ['migrate', '--help'], want: ['Examples:', 'JOBWIRE_DATABASE_URL', '--check', 'Exit codes:'] },
    { given: ['mock', '--help'], want: ['Examples:', 'environment', '--port', '--live', '/__mock', 'Exit codes:'] },
    { given: ['docs', '--help'], want: ['Examples:', 'environment', '--out', 'Exit codes:'] },
    { given: ['test', '--help'], want: ['Examples:', 'JOBWIRE_KEY', 'JOBWIRE_FOREIGN_KEY', 'history', 'Exit codes:'] },
    { given: ['help', 'serve'], want: ['Usage: jobwire serve'] },
  ])('explains itself with $given', async ({ given, want }) => {
    const { exitCode, stdout, stderr } = await runHere(given);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    for (const part of want) expect(stdout).toContain(part);
  });
});
