import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

const preamble = `
import { createJobsClient } from '@jobwire/client';
import { cancelJob, connect, createJob } from '@jobwire/client/functions';
import * as webhooks from '@jobwire/client/webhooks';
const { isWebhookVerificationError, verifyWebhook } = webhooks;
const baseUrl = process.env.JOBWIRE_URL ?? '';
const apiKey = process.env.JOBWIRE_KEY ?? '';
const secret = 'whsec_${btoa('of the examples')}';
const jobs = createJobsClient({ baseUrl, apiKey });
`;

/** The examples in the doc comments of the client, by the file and the name of what they explain. */
async function docExamples(): Promise<[name: string, code: string][]> {
  const found: [string, string][] = [];
  for await (const file of glob('packages/client/src/**/*.ts', { cwd: root })) {
    const source = await readFile(join(root, file), 'utf8');
    for (const [, comment = '', name = ''] of source.matchAll(
      /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:export |async |function |readonly )*(\w+)/gs,
    )) {
      for (const [, code = ''] of comment.matchAll(/```ts\n(.*?)\s*\*? ```/gs)) {
        found.push([name, code.replaceAll(/^\s*\* ?/gm, '')]);
      }
    }
  }
  return found;
}

/** The names of all that has an example, and a program that runs every example and says which are done. */
export async function docExamplesProgram(): Promise<{ names: string[]; program: string }> {
  const examples = await docExamples();
  const functions = examples.map(
    ([name, code]) => `
async function example_${name}() {
  const job = await jobs.create({ type: 'demo.batch', input: { items: 2, item_ms: 5 } });
  {
    ${code}
  }
  console.log('done: ${name}', job.id);
}`,
  );
  const calls = examples.map(([name]) => `await example_${name}();`);
  const program = `${preamble}${functions.join('\n')}\n${calls.join('\n')}\nexport {};\n`;
  return { names: examples.map(([name]) => name), program };
}
