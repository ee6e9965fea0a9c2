import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Job } from '@jobwire/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJob } from '../cli/api.ts';
import { endAll, type Running, startJobwire } from '../cli/jobwire.ts';
import { readGuide, root } from './guide.ts';

const run = promisify(execFile);
/** What the programs of each guide print. */
const printed: Readonly<Record<string, RegExp>> = {
  'cancel.md': /^cancell(ing|ed), with \d+ done\n$/,
  'errors.md': /^gone: There is no job job_that_never_was\.\n$/,
  'operations.md': /^$/,
};

let server: Running;
let job: Job;
beforeAll(async () => {
  server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], {
    environment: { JOBWIRE_API_KEYS: 'sk_a=acme' },
  });
  job = await createJob(server, 'sk_a', { items: 100_000, item_ms: 100 });
});
afterAll(endAll);

describe.each(Object.entries(printed))('the programs of %s', (name, want) => {
  test('run as they are', async () => {
    const programs = (await readGuide(`packages/docs/guides/${name}`)).blocks('ts');
    expect(programs).not.toEqual([]);
    for (const program of programs) {
      const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', program], {
        cwd: root,
        env: { ...process.env, JOBWIRE_URL: server.url, JOBWIRE_KEY: 'sk_a', JOB: job.id },
      });
      expect(stdout).toMatch(want);
    }
  });
});
