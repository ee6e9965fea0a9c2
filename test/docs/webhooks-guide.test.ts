import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../packages/server/src/test/eventually.ts';
import { endAll, startJobwire } from '../cli/jobwire.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = await readFile(join(root, 'packages/docs/guides/webhooks.md'), 'utf8');
const example = join(root, 'examples/receive-webhooks.ts');

const inFolder = temporaryFolder();

afterEach(endAll);

describe('the guide to webhooks', () => {
  test('shows the example as it is', async () => {
    expect(guide).toContain(`\`\`\`ts\n${await readFile(example, 'utf8')}\`\`\``);
  });

  test('makes a secret that the server takes, and its receiver prints what happens to a job', async () => {
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const receiver = spawn(process.execPath, [example], {
      env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void receiver.kill('SIGKILL'));
    const lines: string[] = [];
    createInterface({ input: receiver.stdout }).on('line', (line) => lines.push(line));
    const port = await eventually('the receiver listens', () => /listening on (\d+)/.exec(lines[0] ?? '')?.[1]);
    const server = await startJobwire(['serve', '--port', '0', '--allow-loopback-webhooks'], {
      environment: { JOBWIRE_WEBHOOK_SECRETS: `local=${secret}` },
      workingFolder: inFolder(),
    });

    const created = await fetch(`${server.url}/v1/jobs`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${server.key()}`, 'Content-Type': 'application/json' },
      body: /'(\{"type".*?\})'/s.exec(guide)?.[1]?.replace(':9000/', `:${port}/`) ?? '',
    });
    const job = (await created.json()) as { id: string };
    await eventually('the job has ended', () => lines.some((line) => line.startsWith('job.completed')));

    expect(lines.slice(1)).toEqual([`job.started ${job.id} running`, `job.completed ${job.id} completed`]);
    expect(server.stderr()).toContain('Webhooks may be sent to this machine');
  });
});
