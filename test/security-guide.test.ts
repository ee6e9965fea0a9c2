import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Each line of the guide's table: its id, and what holds it. */
async function lines(): Promise<{ id: string; heldBy: string }[]> {
  const guide = await readFile(join(root, 'packages/docs/guides/security.md'), 'utf8');
  return [...guide.matchAll(/^\| (S\d+)(?: \[\d+\])? \| [^|]+ \| ([^|]+) \|$/gm)].map(([, id = '', heldBy = '']) => ({
    id,
    heldBy,
  }));
}

/** The ids that names of tests carry, alone or in a list, which may hold ids of other tables. */
async function idsInTests(): Promise<Set<string>> {
  const found = new Set<string>();
  for (const folder of ['packages', 'test', 'scripts', 'examples']) {
    const files = await readdir(join(root, folder), { recursive: true });
    for (const file of files) {
      if (file.includes('node_modules') || !/(\.test|-suite|\.suite|-suite[\\/].*)\.ts$/.test(file)) continue;
      const text = await readFile(join(root, folder, file), 'utf8');
      for (const [, ids = ''] of text.matchAll(/\(([SF]\d+(?:, [SF]\d+)*)\)['"`],/g)) {
        for (const id of ids.split(', ')) if (id.startsWith('S')) found.add(id);
      }
    }
  }
  return found;
}

test('the security guide has one line for each of its 36 rules, in order', async () => {
  expect((await lines()).map(({ id }) => id)).toEqual(Array.from({ length: 36 }, (_, index) => `S${index + 1}`));
});

test('a rule of the security guide is `tested` when a test carries its id, and only then; any other says why not', async () => {
  const tested = await idsInTests();
  const wrong = (await lines()).flatMap(({ id, heldBy }) => {
    if (heldBy === 'tested') return tested.delete(id) ? [] : [`${id} is tested by no test with (${id}) in its name`];
    if (tested.delete(id)) return [`${id} has a test now: its row has to say \`tested\``];
    return heldBy.length > 20 ? [] : [`${id} does not say why it has no test`];
  });
  expect(wrong).toEqual([]);
  // What is left belongs to no rule.
  expect([...tested]).toEqual([]);
});
