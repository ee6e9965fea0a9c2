import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { runningServer } from '../../packages/server/src/test/running-server.ts';
import { docExamplesProgram } from './doc-examples-program.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { names, program } = await docExamplesProgram();

test('every method and function that a caller begins with has an example', () => {
  expect(names.sort()).toEqual(
    [
      ...['cancel', 'cancelMany', 'capabilities', 'create', 'delete', 'events', 'get', 'list', 'raw', 'results', 'run'],
      ...['waitFor', 'connect', 'createJobsClient', 'verifyWebhook'],
    ].sort(),
  );
});

// That they compile is tried together with the code of the READMEs.
test('every example runs to its end against a server', async () => {
  const { url } = await runningServer();
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-'], {
    cwd: root,
    env: { ...process.env, JOBWIRE_URL: url, JOBWIRE_KEY: 'sk_acme' },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
  }
  child.stdin.end(program);
  const [exitCode] = await once(child, 'close');
  expect([exitCode, printed]).toEqual([0, expect.any(String)]);
  for (const name of names) expect(printed).toContain(`done: ${name} `);
});
