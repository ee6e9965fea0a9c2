import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ProblemCode, problems } from '@jobwire/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endAll, type Running, startJobwire } from '../cli/jobwire.ts';
import { contractCalls, contractWords } from './contract-words.ts';
import { readGuide, root } from './guide.ts';

const run = promisify(execFile);
/** What is not of the contract's own making: HTTP's, and how a preference, a filter or a key is written. */
const written = ['Prefer: wait=n', 'metadata[key]=value', 'include=input', 'Authorization: Bearer', 'If-None-Match'];

let server: Running;
beforeAll(async () => {
  server = await startJobwire(['serve', '--port', '0', '--data', ':memory:'], {
    environment: { JOBWIRE_API_KEYS: 'sk_a=acme' },
  });
});
afterAll(endAll);

describe.each(['galtea', 'sutro', 'retab', 'talonic'])('the guide from %s', async (vendor) => {
  const guide = await readGuide(`packages/docs/guides/moving-from-${vendor}.md`);
  const example = join(root, `examples/moving/from-${vendor}.ts`);

  test('names only what the contract has', () => {
    const cells = guide.column('Jobwire');
    expect(cells.length).toBeGreaterThan(20);
    const named = cells.flatMap((cell) => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = '']) => name));
    const unknown = named.filter(
      (name) => !contractWords.has(name) && !contractCalls.has(name) && !written.includes(name) && name !== 'GET',
    );
    expect(unknown).toEqual([]);
  });

  test('gives each problem code the HTTP status that it has', () => {
    for (const [, status, code] of guide
      .column('Jobwire')
      .join('\n')
      .matchAll(/(\d{3}) `(\w+)`/g)) {
      const known = problems[code as ProblemCode];
      if (known !== undefined) expect([code, known.status]).toEqual([code, Number(status)]);
      // A status of a job stands behind the 200 of its cancel.
      else expect([code, status]).toEqual([expect.stringMatching(/^cancell(ed|ing)$/), '200']);
    }
  });

  test('says where its facts are from, and to whom the name belongs', () => {
    const [facts = ''] = guide.text.split('## Calls');
    expect(facts).toMatch(/documentation.*November 2026.*is a name of its owner/s);
  });

  test('shows requests that can be read, and an example as it is', async () => {
    const requests = guide.blocks('http');
    expect(requests.length).toBeGreaterThan(1);
    for (const request of requests) {
      const [head = '', body] = request.trim().split('\n\n');
      expect(head).toMatch(/^(GET|POST) \/\S+(\n[\w-]+: .+)+$/);
      if (body !== undefined) expect(() => JSON.parse(body)).not.toThrow();
    }
    expect(guide.blocks('ts')).toEqual([await readFile(example, 'utf8')]);
  });

  test('has an example that prints what stands below it', async () => {
    const environment = { ...process.env, JOBWIRE_URL: server.url, JOBWIRE_KEY: 'sk_a' };
    const { stdout } = await run(process.execPath, [example], { env: environment });
    expect(guide.blocks('text')).toEqual([stdout]);
  });
});
