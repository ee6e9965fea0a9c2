import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { createJob, readJob, request } from './api.ts';
import { beginJobwire, endAll, runJobwire, startJobwire } from './jobwire.ts';
import { startLyingServer } from './lying-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
afterEach(endAll);

const serve = () =>
  startJobwire(['serve', '--port', '0', '--data', ':memory:'], { environment: { JOBWIRE_API_KEYS: 'sk_a=acme' } });

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'a test that %s interrupts leaves no open job, and ends with reports, counts and %i',
  async (signal, code) => {
    // One slot, which somebody else has: whatever needs a worker waits until it is interrupted.
    const server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], {
      environment: { JOBWIRE_API_KEYS: 'sk_a=acme,sk_b=globex', JOBWIRE_CONCURRENCY: '1' },
    });
    const { id } = await createJob(server, 'sk_b', { items: 1, item_ms: 3_600_000 });
    await eventually('it runs', async () => (await readJob(server, 'sk_b', id)).status === 'running');
    const report = at('made', 'for-it', 'verdict.xml');
    const args = ['test', server.url, '--key', 'sk_a', '--only', 'cancel/*', 'wait/*', '--report', `junit=${report}`];
    const run = beginJobwire(args);
    await eventually('the first verdict', () => run.stdout().includes('passed '));
    run.signal(signal);
    const { exitCode, stdout, stderr } = await run.ended;
    expect(exitCode).toBe(code);
    expect(stderr).toContain('The run was interrupted.');
    expect(stdout).toMatch(/\nINCOMPLETE {2}The run was interrupted\..*\n\n\d+ passed, 0 failed, \d+ skipped\n$/);
    expect(await readFile(report, 'utf8')).toContain('<error message="The run was interrupted.');
    // A job whose create had no answer yet is none that the run knows of; it is a short one.
    await request(server, 'sk_b', `/v1/jobs/${id}/cancel`, { method: 'POST' });
    await eventually('no job is open', async () => {
      const open = await request(server, 'sk_a', '/v1/jobs?status=queued&status=running&status=cancelling');
      return ((await open.json()) as { data: unknown[] }).data.length === 0;
    });
  },
);

test('a test whose report cannot be written ends with 2 before it begins', async () => {
  await mkdir(at('folder'));
  const given = ['test', 'http://127.0.0.1:9', '--key', 'sk_a', '--report', `junit=${at('folder')}`];
  const { exitCode, stdout, stderr } = await runJobwire(given);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/^jobwire: The junit report cannot be written to .*: it is a folder\.\n$/);
});

test('two reports are not written to one file', async () => {
  const reports = ['--report', `junit=${at('verdict')}`, '--report', `html=${at('verdict')}`];
  const { exitCode, stderr } = await runJobwire(['test', 'http://127.0.0.1:9', '--key', 'sk_a', ...reports]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('The junit report and the html report cannot both be written to');
});

test('a server that is not there leaves a report with the error', async () => {
  const report = at('verdict.xml');
  const { exitCode } = await runJobwire(['test', 'http://127.0.0.1:9', '--key', 'k', '--report', `junit=${report}`]);
  expect(exitCode).toBe(2);
  expect(await readFile(report, 'utf8')).toContain('<error message="There is no server at');
});

/** A device that is always full: it can be opened, and nothing can be written to it. Linux has one. */
const fullDevice = '/dev/full';

test.runIf(existsSync(fullDevice))(
  'a broken MUST counts for more than a report that cannot be written, and the others are written',
  async () => {
    const liar = await startLyingServer((await serve()).url);
    const reports = ['--report', `html=${fullDevice}`, '--report', `json=${at('v.json')}`];
    const args = ['test', liar.url, '--key', 'sk_a', '--only', 'cancel/completed-answers-409', ...reports];
    const { exitCode, stdout, stderr } = await runJobwire(args);
    liar.stop();
    expect(stderr).toBe('jobwire: The html report cannot be written to /dev/full: the disk is full.\n');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/\n0 passed, 1 failed, 0 skipped\n$/);
    expect(JSON.parse(await readFile(at('v.json'), 'utf8'))).toMatchObject({ conforms: false, counts: { failed: 1 } });
  },
);

test('what is broken is told once more at the end, with the verdict of each class', async () => {
  const liar = await startLyingServer((await serve()).url);
  const args = ['test', liar.url, '--key', 'sk_a', '--only', 'cancel/completed-answers-409', 'get/answers-200'];
  const { exitCode, stdout } = await runJobwire(args);
  liar.stop();
  expect(exitCode).toBe(1);
  const end = stdout.slice(stdout.indexOf('\nBroken requirements\n'));
  expect(end).toMatch(/^\nBroken requirements\n {2}cancel\/completed-answers-409 {2}\S.*\n/);
  expect(end).toContain('The curl lines need these variables of the shell: JOBWIRE_KEY.');
  expect(end).toMatch(/\nClasses\n {2}core +failed +1 passed, 1 failed, 0 skipped\n/);
  expect(end).toMatch(/\n\d+ requests in [\d.]+ s; --seed \d+ repeats what chance chose\n/);
});
