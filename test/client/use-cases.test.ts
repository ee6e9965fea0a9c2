import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServer } from '../../packages/server/src/test/running-server.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));

/** What each example prints against the reference server. */
const useCases: Record<string, RegExp> = {
  'check-status-before-cancel.ts':
    /^The job was (queued|running); now it is (cancelled|cancelling), after \d+ items\.\n$/,
  'cancel-batch-by-metadata.ts': /^\d+ had not begun, \d+ are stopping, 0 had ended\.\nAll 12 are cancelled\.\n$/,
  'cancel-on-timeout.ts': /\nrunning \d+\n(.*\n)*The job is cancelled, and \d+ of 600 items were done in time\.\n$/,
  'read-partial-results.ts': /^0 \{.*\}\n1 \{.*\}\n(.*\n)*9 \{.*\}\n(.*\n)*No more will come\.\n$/,
};

let server: Awaited<ReturnType<typeof openServer>>;
beforeAll(async () => {
  // As many at the same time as all examples together have: none waits for another.
  server = await openServer({ concurrency: 50 });
});
afterAll(() => server.close());

test.concurrent.each(Object.entries(useCases))('%s does what it says', async (name, printed) => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [join(examples, name)], {
    env: { ...process.env, JOBWIRE_URL: server.url, JOBWIRE_KEY: 'sk_acme' },
  });
  expect(stderr).toBe('');
  expect(stdout).toMatch(printed);
});

test('the README of the client leads to every example', async () => {
  const readme = await readFile(new URL('../../packages/client/README.md', import.meta.url), 'utf8');
  for (const name of await readdir(examples)) if (name.endsWith('.ts')) expect(readme).toContain(`/examples/${name})`);
});
