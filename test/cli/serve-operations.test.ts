import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { createJob, readJob, request } from './api.ts';
import { endAll, runJobwire, startJobwire } from './jobwire.ts';
import { logOfFaults } from './log-of-faults.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = temporaryFolder();
afterEach(endAll);

const server = fileURLToPath(new URL('../../packages/server/src/index.ts', import.meta.url));

describe('the log of jobwire serve', () => {
  // Everything that a caller hands over and nobody else may see.
  const canary = 'CaNaRy';

  test('holds no secret and no payload at its lowest level, wherever they were put, and one line for each entry (S31, S32)', async () => {
    await writeFile(
      at('handlers.ts'),
      `import { defineJob, JobFailure } from ${JSON.stringify(server)};
       const one = (type, run) => defineJob({ type, description: type, input: { type: 'object' }, run });
       export default [
         one('test.log', async ({ input, log }) => { log.info('a line\\r\\n\\u001b[31mof the handler', { level: 99, job_id: 'other' }); }),
         one('test.throw', async ({ input }) => { throw new TypeError('cannot read ' + input.text); }),
         one('test.fail', async ({ input }) => { throw new JobFailure('no_good', 'not good: ' + input.text, { details: input }); }),
       ];`,
    );
    await writeFile(at('package.json'), '{ "type": "module" }');
    const key = `sk_${canary}_key`;
    const running = await startJobwire(
      ['serve', '--port', '0', '--data', ':memory:', '--handlers', at('handlers.ts'), '--log-level', 'trace'],
      { environment: { JOBWIRE_API_KEYS: `${key}=acme`, JOBWIRE_METRICS_KEY: `${canary}_metrics_key` } },
    );
    const body = (type: string) => ({
      type,
      name: `${canary}\r\n\u001b[31m`,
      input: { text: canary },
      metadata: { secret: canary },
    });
    const ids: string[] = [];
    for (const type of ['test.log', 'test.throw', 'test.fail']) {
      const created = await request(running, key, '/v1/jobs', {
        method: 'POST',
        body: body(type),
        headers: { 'Idempotency-Key': `${canary}-${type}`, 'User-Agent': canary },
      });
      ids.push(((await created.json()) as { id: string }).id);
    }
    for (const id of ids) {
      await eventually('it has ended', async () => (await readJob(running, key, id)).terminal);
      await request(running, key, `/v1/jobs/${id}/cancel`, { method: 'POST', body: { reason: canary } });
    }
    await request(running, `${canary}-wrong`, '/v1/jobs');
    for (const path of [
      `/v1/jobs?key=${canary}`,
      `/v1/jobs?metadata[secret]=${canary}`,
      `/v1/jobs/${canary}`,
      `/v1/${canary}`,
      `/${canary}?key=${canary}`,
      `/metrics?key=${canary}`,
    ]) {
      await request(running, key, path);
    }
    await request(running, key, '/v1/jobs', { method: 'POST', body: { [canary]: canary } });
    const { exitCode, stdout, stderr } = await running.stop();
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toMatch(/canary/i);

    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ level: 'debug', operation: 'createJob', status: 201, organization: 'acme' }),
        expect.objectContaining({ level: 'debug', operation: 'getJob', job_id: ids[0] }),
        expect.objectContaining({ level: 'debug', job_id: ids[0], from: 'running', to: 'completed' }),
        expect.objectContaining({ level: 'warn', job_id: ids[1], error_code: 'handler_error', thrown: 'TypeError' }),
        expect.objectContaining({ level: 'info', job_id: ids[2], error_code: 'no_good' }),
      ]),
    );
    const unforeseen = lines.find(({ level }) => level === 'warn');
    expect(unforeseen.frames[0]).toMatch(/handlers\.ts:\d+/);
    // What a handler writes stays one line, and cannot pass for something else.
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'info', job_id: ids[0], attempt: 1, fields: { level: 99, job_id: 'other' } }),
    );
    for (const control of ['\r', '\u001b']) expect(stderr).not.toContain(control);
  });

  test('is empty while all goes well, and standard output is for programs and people', async () => {
    const running = await startJobwire(['serve', '--port', '0', '--data', ':memory:']);
    const { id } = await createJob(running, running.key(), { items: 2, item_ms: 0 });
    await eventually('it has ended', async () => (await readJob(running, running.key(), id)).terminal);
    const { stdout, stderr } = await running.stop();
    expect(stdout).toMatch(/^jobwire listening on http/);
    expect(logOfFaults(stderr)).toBe('');
  });
});

describe('a stop of jobwire serve', () => {
  test('lets a short job complete, and requeues a long one without spending an attempt (F25)', async () => {
    const keys = { JOBWIRE_API_KEYS: 'sk_a=acme' };
    const gate = at('gate');
    await writeFile(
      at('handlers.js'),
      `import { existsSync } from 'node:fs';
       import { setTimeout as sleep } from 'node:timers/promises';
       export default { type: 'test.gated', description: 'Waits for a file.', input: { type: 'object' },
         async run() { while (!existsSync(${JSON.stringify(gate)})) await sleep(10); } };`,
    );
    await writeFile(at('package.json'), '{ "type": "module" }');
    const flags = ['--data', at('data'), '--handlers', at('handlers.js'), '--drain', '8s', '--shutdown', '60s'];
    const first = await startJobwire(['serve', '--port', '0', ...flags], { environment: keys });
    const short = await createJob(first, 'sk_a', {}, 'test.gated');
    const long = await createJob(first, 'sk_a', { items: 100_000, item_ms: 50 });
    for (const { id } of [short, long]) {
      await eventually('it runs', async () => (await readJob(first, 'sk_a', id)).status === 'running');
    }
    first.signal('SIGTERM');
    await eventually('it is not ready', async () => (await fetch(`${first.url}/readyz`)).status === 503);
    await writeFile(gate, '');
    const { exitCode, stdout, stderr } = await first.ended;
    expect({ exitCode, log: logOfFaults(stderr) }).toEqual({ exitCode: 0, log: '' });
    expect(stdout).toContain('Stopping: 2 jobs that run may end within 8 s and must stop within 60 s');

    const second = await startJobwire(['serve', '--port', '0', '--data', at('data'), '--drain', '0s'], {
      environment: keys,
    });
    expect(await readJob(second, 'sk_a', short.id)).toMatchObject({ status: 'completed', attempt: 1 });
    const history = await (await request(second, 'sk_a', `/v1/jobs/${long.id}/events`)).json();
    expect(history).toMatchObject({
      data: expect.arrayContaining([expect.objectContaining({ type: 'job.requeued' })]),
    });
  });

  test('is over at once when nothing runs', async () => {
    const running = await startJobwire([
      'serve',
      '--port',
      '0',
      '--data',
      ':memory:',
      '--drain',
      '1d',
      '--shutdown',
      '1d',
    ]);
    expect((await running.stop()).exitCode).toBe(0);
  });
});

describe('jobwire serve --check-config', () => {
  test('prints each setting with where it comes from, hides secrets, and starts nothing', async () => {
    const environment = {
      JOBWIRE_API_KEYS: 'sk_hidden=acme',
      JOBWIRE_METRICS_KEY: 'hidden_key_of_metrics',
      JOBWIRE_LEASE: '20s',
      JOBWIRE_CONCURENCY: '16',
    };
    const args = ['serve', '--check-config', '--concurrency', '4', '--data', at('none')];
    const { exitCode, stdout, stderr } = await runJobwire(args, { environment });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^--concurrency +4 +--concurrency$/m);
    expect(stdout).toMatch(/^--lease +20s +JOBWIRE_LEASE$/m);
    expect(stdout).toMatch(/^--retention +30d +default$/m);
    expect(stdout).toMatch(/^JOBWIRE_API_KEYS +\(secret\) +JOBWIRE_API_KEYS$/m);
    expect(stdout + stderr).not.toContain('hidden');
    expect(stderr).toBe(
      'jobwire: warning: JOBWIRE_CONCURENCY is no setting of jobwire and changes nothing. Did you mean JOBWIRE_CONCURRENCY?\n',
    );
  });

  test.each<[string, { args: string[]; environment?: Record<string, string>; want: RegExp }]>([
    ['a flag', { args: ['--retention', 'forever'], want: /^jobwire: --retention takes a duration/ }],
    ['a variable', { args: [], environment: { JOBWIRE_PORT: '99999' }, want: /^jobwire: JOBWIRE_PORT takes/ }],
    ['the handlers', { args: ['--handlers', 'none.ts'], want: /^jobwire: The handlers file none\.ts does not exist/ }],
    ['the keys', { args: ['--host', '0.0.0.0'], want: /^jobwire: Other machines can reach 0\.0\.0\.0/ }],
  ])('ends with 2 and one line when %s would be refused', async (_name, { args, environment = {}, want }) => {
    const { exitCode, stdout, stderr } = await runJobwire(['serve', '--check-config', ...args], { environment });
    expect({ exitCode, stdout, lines: stderr.split('\n').length }).toEqual({ exitCode: 2, stdout: '', lines: 2 });
    expect(stderr).toMatch(want);
  });
});
