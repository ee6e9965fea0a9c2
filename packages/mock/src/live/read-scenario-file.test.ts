import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readScenarioFile } from './read-scenario-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-scenarios-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileWith(text: string): Promise<string> {
  const file = join(folder, 'mock.yaml');
  await writeFile(file, text);
  return file;
}

describe('a file of scenarios', () => {
  test.each([
    ['YAML', 'documents.extract: { items: 3 }\n"*": { queue_ms: 0 }\n'],
    ['JSON', '{"documents.extract":{"items":3},"*":{"queue_ms":0}}'],
  ])('is read as %s', async (_form, text) => {
    expect(await readScenarioFile(await fileWith(text))).toEqual({
      'documents.extract': { items: 3 },
      '*': { queue_ms: 0 },
    });
  });

  test.each([
    ['a: {', /mock\.yaml is neither YAML nor JSON: line 1\./],
    ['- a', /mock\.yaml has to hold a scenario for each job type/],
    ['a: 3', /mock\.yaml: The scenario of a must be object\./],
    ['Bad: {}', /mock\.yaml: "Bad" is no job type/],
    ['a: { fail: 1 }', /mock\.yaml: The scenario of a has a member "fail", which is not known/],
  ])('with %j is refused', async (text, why) => {
    await expect(readScenarioFile(await fileWith(text))).rejects.toThrow(why);
  });

  test('that is missing is refused', async () => {
    await expect(readScenarioFile(join(folder, 'none'))).rejects.toMatchObject({ name: 'UnusableOptionError' });
  });
});
