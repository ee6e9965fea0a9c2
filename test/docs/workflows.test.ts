import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { operations } from '@jobwire/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { endAll, startJobwire } from '../cli/jobwire.ts';
import { temporaryFolder } from '../cli/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js');
const file = join(root, 'openapi/workflows.arazzo.yaml');
const text = await readFile(file, 'utf8');

/** What is read of the report of `redocly respect`. */
interface ExecutedWorkflow {
  readonly workflowId: string;
  readonly executedSteps: readonly {
    readonly stepId: string;
    readonly checks: readonly { readonly status: string }[];
  }[];
}

const inFolder = temporaryFolder();
afterEach(endAll);

describe('the workflows beside the contract', () => {
  test('are carried out by the reference server, every step of them', async () => {
    const server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], {
      environment: { JOBWIRE_API_KEYS: 'sk_a=acme' },
    });
    const report = inFolder('report.json');
    const run = await respect(server.url, 'sk_a', '--json-output', report);
    expect(run.code, run.output).toBe(0);
    const [{ executedWorkflows }] = Object.values(JSON.parse(await readFile(report, 'utf8')).files) as [
      { executedWorkflows: readonly ExecutedWorkflow[] },
    ];
    const executed = executedWorkflows.map(({ workflowId, executedSteps }) => ({
      workflowId,
      steps: executedSteps.map(({ stepId }) => stepId),
    }));
    expect(executed).toEqual(
      parse(text).workflows.map(({ workflowId, steps }: { workflowId: string; steps: { stepId: string }[] }) => ({
        workflowId,
        steps: steps.map(({ stepId }) => stepId),
      })),
    );
    expect(await readFile(report, 'utf8')).not.toContain('sk_a');
  });

  test('fail where a server does otherwise', async () => {
    const server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], {
      environment: { JOBWIRE_API_KEYS: 'sk_a=acme:read' },
    });
    const { code, output } = await respect(server.url, 'sk_a', '--workflow', 'retryWithKey');
    expect(code).toBe(1);
    expect(output).toContain('$statusCode == 201');
  });

  test('name operations of the contract', () => {
    const named = Array.from(text.matchAll(/operationId: (\w+)/g), ([, name]) => name);
    expect(Object.keys(operations)).toEqual(expect.arrayContaining(named));
  });
});

function respect(url: string, key: string, ...options: string[]): Promise<{ code: number; output: string }> {
  const inputs = ['--input', `apiKey=${key}`, '--input', 'idempotencyKey=only-once'];
  const args = [redocly, 'respect', file, '--server', `jobwire=${url}`, ...inputs, ...options];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, (_, stdout, stderr) => {
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}
